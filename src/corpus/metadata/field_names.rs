//! Maps the field names of records to the fields of an article, in one table.

/// The field of an article that a field of a record fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MetadataField {
    Id,
    Title,
    Body,
    Byline,
    Outlet,
    Section,
    Published,
    Lang,
    Url,
    /// Used as the body where there is none.
    Summary,
}

/// MetadataField names by what they mean, best first; folded, so `published_at` is `publishedAt`.
///
/// Source: exports of newsroom systems, aggregators and agencies (IPTC ninjs 1 to 3), and the
/// front matter of site generators.
const FIELD_NAMES: &[(MetadataField, &[&str])] = &[
    (
        MetadataField::Id,
        &[
            "id",
            "guid",
            "uri",
            "uid",
            "articleid",
            "docid",
            "documentid",
            "internalid",
            "itemid",
        ],
    ),
    (
        MetadataField::Title,
        &[
            "headline",
            "headlines",
            "hl1",
            "webtitle",
            "title",
            "hed",
            "headlinetext",
            "articletitle",
            "titre",
            "titel",
            "titulo",
            "name",
        ],
    ),
    (
        MetadataField::Body,
        &[
            "bodytext",
            "body",
            "bodies",
            "articlebody",
            "articletext",
            "fulltext",
            "maintext",
            "text",
            "content",
            "contents",
            "contenttext",
            "bodyxhtml",
            "bodyhtml",
            "contenthtml",
            "html",
            "story",
            "paragraphs",
            "rawcontent",
            "article",
            "texte",
            "texto",
        ],
    ),
    (
        MetadataField::Byline,
        &[
            "byline",
            "bylines",
            "by",
            "author",
            "authors",
            "creator",
            "creators",
            "writer",
            "journalist",
            "reporter",
            "auteur",
            "autor",
        ],
    ),
    (
        MetadataField::Outlet,
        &[
            "outlet",
            "publication",
            "publicationname",
            "newspaper",
            "publisher",
            "source",
            "sourcename",
            "sitename",
            "site",
            "infosources",
            "infosource",
            "copyrightholder",
            "medium",
            "medianame",
            "provider",
            "domain",
            "sourcedomain",
        ],
    ),
    (
        MetadataField::Section,
        &[
            "section",
            "sectionname",
            "sections",
            "category",
            "categories",
            "desk",
            "newsdesk",
            "rubric",
            "channel",
            "kicker",
        ],
    ),
    (
        MetadataField::Published,
        &[
            "published",
            "publishedat",
            "datepublished",
            "publishdate",
            "publisheddate",
            "publicationdate",
            "pubdate",
            "firstpublished",
            "firstpublishedat",
            "webpublicationdate",
            "date",
            "issuedate",
            "datetime",
            "contentcreated",
            "versioncreated",
            "firstcreated",
            "created",
            "createdat",
            "creationdate",
            "timestamp",
            "time",
            "crawldate",
            "datedownload",
            "modified",
            "updated",
            "updatedat",
        ],
    ),
    (
        MetadataField::Lang,
        &["language", "lang", "languagecode", "inlanguage", "locale"],
    ),
    (
        MetadataField::Url,
        &[
            "url",
            "weburl",
            "link",
            "canonicalurl",
            "canonicallink",
            "canonical",
            "sourceurl",
            "articleurl",
            "permalink",
            "href",
        ],
    ),
    (
        MetadataField::Summary,
        &[
            "descriptiontext",
            "description",
            "descriptions",
            "summary",
            "abstract",
            "lead",
            "standfirst",
            "excerpt",
            "snippet",
            "trailtext",
        ],
    ),
];

/// Returns the field a name denotes, and the rank of the name among those of that field, 0 for
/// the best.
pub(crate) fn field_of(name: &str) -> Option<(MetadataField, usize)> {
    let name = fold_name(name);
    FIELD_NAMES.iter().find_map(|(field, names)| {
        let rank = names.iter().position(|known| *known == name)?;
        Some((*field, rank))
    })
}

/// Returns the letters and digits of a name in lower case.
pub(crate) fn fold_name(name: &str) -> String {
    let is_letter = |c: &char| c.is_alphanumeric();
    let letters = name.chars().filter(is_letter);
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold() {
        assert_eq!(field_of("published_at"), field_of("publishedAt"));
        assert_eq!(
            field_of("Pub-Date").map(|(field, _)| field),
            Some(MetadataField::Published)
        );
        assert_eq!(field_of("wordcount"), None);
    }
}
