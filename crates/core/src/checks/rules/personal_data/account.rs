//! Finds addresses of mail and accounts on social media.

/// Words in the name of an account that is no person's.
const ORGANISATIONS: [&str; 8] =
    ["gemeente", "politie", "halt", "ministerie", "school", "jongerenwerk", "college", "stichting"];

/// Parts of a site that are nobody's account.
const PARTS: [&str; 6] = ["groups", "pages", "events", "reel", "reels", "explore"];

/// Where a page has the name of an account behind it.
const SITES: [&str; 6] = [
    "instagram.com/",
    "tiktok.com/@",
    "facebook.com/",
    "snapchat.com/add/",
    "twitter.com/",
    "://x.com/",
];

/// `@jayden_010`, `instagram.com/jayden_010`; not that of an organisation, which is no person.
pub(super) fn is_handle(word: &str) -> bool {
    let named = SITES.iter().find_map(|site| Some(word.split_once(site)?.1));
    let named = named.map(|path| path.split(['/', '?']).next().expect("a split has a first piece"));
    let named = named.filter(|name| !PARTS.contains(name));
    word.strip_prefix('@').or(named).is_some_and(is_account)
}

fn is_account(name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    let lower = name.to_lowercase();
    name.len() > 2
        && name.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        && name.chars().all(is_part)
        && name.contains(char::is_alphabetic)
        && !ORGANISATIONS.iter().any(|it| lower.contains(it))
}

/// Words before the name of an account that has no `@`.
const MEDIA: [&str; 7] =
    ["snapchat", "snap", "insta", "instagram", "tiktok", "telegram", "account"];

/// `snapchat: jayden_010`: the name has a figure or a stroke in it, as no common word has.
pub(super) fn accounts_by_name(words: &[&str]) -> Vec<String> {
    let named = words.windows(2).filter(|pair| {
        let odd = pair[1].contains('_') || pair[1].contains(|c: char| c.is_ascii_digit());
        MEDIA.contains(&pair[0].to_lowercase().as_str()) && odd && is_account(pair[1])
    });
    named.map(|pair| pair[1].to_owned()).collect()
}

pub(super) fn is_email(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && host.split('.').count() > 1
            && host.split('.').all(|part| !part.is_empty())
    })
}
