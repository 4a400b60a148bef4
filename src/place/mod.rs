//! Places: countries, towns and regions, and the names they go by.

/// Country codes.
pub(crate) mod country;

/// The rows of the country lists.
pub(crate) mod country_rows;

/// Names of countries and of their capitals, cities, regions and people.
pub(crate) mod gazetteer;

/// Regions and alliances of countries.
pub(crate) mod regions;

/// Towns, provinces and counties of the world.
pub(crate) mod towns;

/// Words beside a place name.
pub(crate) mod context;

/// Words that tell where a newspaper is published.
pub(crate) mod outlet_words;

pub(crate) use context::{PlaceContext, place_context};
pub use country::{Country, former_state_years};
pub(crate) use gazetteer::{PlaceName, gazetteer, means_another_place, one_word_names};
pub use gazetteer::{display_name, lookup, names};
pub(crate) use outlet_words::outlet_words;
pub use regions::{Region, region};
pub(crate) use towns::towns;
