//! Reads the templates in a folder: Markdown files with Tera in them.

use std::collections::BTreeMap;
use std::path::Path;

use super::error::CycleError;
use super::files::Files;

/// A template of the report's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Where it was read, for messages; a bare name for one that is built in.
    pub origin: String,
    /// Its text: Markdown with Tera.
    pub text: String,
}

/// Reads the templates (`*.md`) in `folder` and its folders, by name relative to it.
///
/// # Errors
/// A [`CycleError`] with the path of the file that cannot be read or is not UTF-8.
pub fn read_templates(
    files: &Files,
    folder: &Path,
) -> Result<BTreeMap<String, Template>, CycleError> {
    let mut templates = BTreeMap::new();
    collect(files, folder, "", &mut templates)?;
    Ok(templates)
}

fn collect(
    files: &Files,
    folder: &Path,
    prefix: &str,
    templates: &mut BTreeMap<String, Template>,
) -> Result<(), CycleError> {
    for path in files.list(folder)? {
        let Some(file) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let name = format!("{prefix}{file}");
        if files.is_dir(&path) {
            collect(files, &path, &format!("{name}/"), templates)?;
        } else if path.extension().is_some_and(|extension| extension == "md") {
            let template =
                Template { origin: path.display().to_string(), text: files.text(&path)? };
            templates.insert(name, template);
        }
    }
    Ok(())
}
