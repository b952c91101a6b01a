//! The head of the page: metadata, style sheet and fonts.

use std::sync::OnceLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::document::tree::Document;
use pmg_core::escape;

use super::page::Page;
use super::{remarks, style_sheet};

/// Family, style, range of weights and file of every font.
static FONTS: [(&str, &str, &str, &[u8]); 3] = [
    (
        "Source Sans 3",
        "normal",
        "200 900",
        include_bytes!("../../../../../templates/fonts/source-sans-3-latin-wght-normal.woff2"),
    ),
    (
        "Source Serif 4",
        "normal",
        "200 900",
        include_bytes!("../../../../../templates/fonts/source-serif-4-latin-wght-normal.woff2"),
    ),
    (
        "Source Serif 4",
        "italic",
        "200 900",
        include_bytes!("../../../../../templates/fonts/source-serif-4-latin-wght-italic.woff2"),
    ),
];

impl Page<'_> {
    pub(super) fn head(&mut self, document: &Document) {
        let Document { meta, style, .. } = document;
        let with_remarks = remarks::are_written_in(meta);
        let has_photos = document.photos().next().is_some();
        self.put(format_args!(
            "<!doctype html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'unsafe-inline'; font-src data:{}{}\">\n\
             <title>{}</title>\n<meta name=\"description\" content=\"{}\">\n\
             <meta name=\"author\" content=\"{}\">\n<style>\n{}{}</style>\n</head>\n<body>\n",
            // A page without a picture asks for none.
            if style.logo.is_some() || has_photos { "; img-src data:" } else { "" },
            if with_remarks { remarks::policy() } else { "" },
            escape::html(&meta.window_title()),
            escape::html(&meta.subtitle),
            escape::html(&meta.organisation),
            font_faces(),
            style_sheet::of(style, has_photos, with_remarks),
        ));
    }
}

/// The fonts as `@font-face` rules, encoded once per process.
fn font_faces() -> &'static str {
    static FACES: OnceLock<String> = OnceLock::new();
    FACES.get_or_init(|| {
        FONTS
            .iter()
            .map(|(family, style, weights, bytes)| {
                format!(
                    "@font-face {{ font-family: \"{family}\"; font-style: {style}; \
                     font-weight: {weights}; font-display: swap; \
                     src: url(data:font/woff2;base64,{}) format(\"woff2\"); }}\n",
                    STANDARD.encode(bytes)
                )
            })
            .collect::<Vec<_>>()
            .concat()
    })
}
