//! Places: countries, towns and regions, and the names they go by.

/// Country codes.
pub mod country;

/// Names of countries and of their capitals, cities, regions and people.
pub mod gazetteer;

/// Regions and alliances of countries.
pub mod regions;

/// Towns, provinces and counties of the world.
pub mod towns;

/// Words beside a place name.
pub mod context;

/// Words that tell where a newspaper is published.
pub mod outlet_words;

pub use context::{PlaceContext, place_context};
pub use country::{Country, former_state_years};
pub use gazetteer::{Gazetteer, PlaceName, display_name, gazetteer, lookup, names};
pub use outlet_words::outlet_words;
pub use regions::{Region, region};
pub use towns::{Town, TownLookup, Towns, towns};
