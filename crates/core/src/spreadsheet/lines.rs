//! How text is broken over the lines of a cell.

/// How many lines a text takes in a column in which `width` digits fit. A spreadsheet does not work it out by itself
/// when it opens a file.
pub(crate) fn wrapped(text: &str, width: u32, is_bold: bool) -> u32 {
    u32::try_from(broken(text, width, is_bold).len()).unwrap_or(1)
}

/// The lines of a text in a column in which `width` digits fit.
pub(crate) fn broken(text: &str, width: u32, is_bold: bool) -> Vec<String> {
    // Widths in hundredths of a digit, with some to spare: programs differ, and so do fonts.
    let fits = (width * if is_bold { 91 } else { 95 }).max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let (mut line, mut taken) = (String::new(), 0);
        for word in paragraph.split(' ') {
            let long: u32 = word.chars().map(letter).sum();
            if taken > 0 && taken + SPACE + long > fits {
                lines.push(std::mem::take(&mut line));
                taken = 0;
            }
            if taken > 0 {
                line.push(' ');
                taken += SPACE;
            }
            line.push_str(word);
            taken += long;
            // A word that is longer than the column is broken somewhere inside.
            while taken > fits {
                lines.push(String::new());
                taken -= fits;
            }
        }
        lines.push(line);
    }
    lines
}

const SPACE: u32 = 45;

/// How wide a letter is, in hundredths of a digit.
fn letter(letter: char) -> u32 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '.' | ',' | ':' | ';' | '|' | '!' | '’' => 50,
        'f' | 't' | 'r' | 's' | 'c' | '-' | '(' | ')' | 'I' | '/' | '`' => 72,
        'm' | 'w' | 'M' | 'W' | '…' | '€' | '%' => 160,
        'A'..='Z' => 120,
        _ => 101,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_as_high_as_its_longest_text() {
        assert_eq!(wrapped("", 10, false), 1);
        assert_eq!(wrapped("een", 10, false), 1);
        assert_eq!(wrapped("een\ntwee", 10, false), 2);
        assert_eq!(wrapped("een woord te veel", 10, false), 2);
        assert_eq!(wrapped(&"x".repeat(25), 10, false), 3);
    }
}
