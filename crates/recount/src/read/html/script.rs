//! Parts the script at the end of a page from the rest, so that nothing in it is taken for text or markup.

/// What stands behind the script.
const BEHIND: &str = "</script>";
const END: &str = "\n</body>\n</html>\n";

/// A page in the parts before and behind its script, and the script with its tags.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Parted<'a> {
    pub(crate) text: [&'a str; 2],
    pub(crate) script: Option<&'a str>,
}

/// The parts of a page. A script in any other place than at the end is not parted from the text.
pub(crate) fn parted(html: &str) -> Parted<'_> {
    let whole = Parted { text: [html, ""], script: None };
    let Some(inside) = html.strip_suffix(END).filter(|it| it.ends_with(BEHIND)) else {
        return whole;
    };
    let Some(start) = inside.rfind("<script") else { return whole };
    let (before, script) = inside.split_at(start);
    Parted { text: [before, &html[inside.len()..]], script: Some(script) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_script_is_parted_and_only_from_the_end() {
        let page = format!("<p>7</p><script>1 < 2</script><script a=\"b\">3 > 2</script>{END}");
        let parted_page = parted(&page);
        assert_eq!(parted_page.script, Some("<script a=\"b\">3 > 2</script>"));
        assert_eq!(parted_page.text, ["<p>7</p><script>1 < 2</script>", END]);
        for page in [
            format!("<p>7</p>{END}"),
            format!("<script>7</script><p>8</p>{END}"),
            format!("7</script>{END}"),
            format!("<script>7</script>{END}8"),
        ] {
            assert_eq!(parted(&page), Parted { text: [&page, ""], script: None }, "{page}");
        }
    }
}
