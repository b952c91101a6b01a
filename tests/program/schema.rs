//! Holds JSON against a schema: as much of JSON Schema as the published ones use, and no more.

use std::path::Path;

use serde_json::Value;

/// What a schema may say that binds nothing.
const WORDS: [&str; 5] = ["$schema", "$id", "$defs", "title", "description"];

/// Fails where `json` is not as the schema in `path` says.
#[track_caller]
pub(crate) fn assert_valid(json: &Value, path: &Path) {
    let schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    hold(json, &schema, &schema, "$");
}

#[track_caller]
fn hold(json: &Value, schema: &Value, root: &Value, at: &str) {
    for (keyword, says) in schema.as_object().unwrap() {
        match keyword.as_str() {
            "$ref" => {
                let pointer = says.as_str().unwrap().trim_start_matches('#');
                hold(json, root.pointer(pointer).unwrap(), root, at);
            }
            "type" => {
                let types = says.as_array().cloned().unwrap_or_else(|| vec![says.clone()]);
                let fits = types.iter().any(|name| is(json, name.as_str().unwrap()));
                assert!(fits, "{at} is not {says}: {json}");
            }
            "const" => assert_eq!(json, says, "{at}"),
            "enum" => assert!(says.as_array().unwrap().contains(json), "{at}: {json}"),
            "minimum" => assert!(json.as_f64() >= says.as_f64(), "{at}: {json}"),
            "required" => {
                for key in says.as_array().unwrap().iter().filter(|_| json.is_object()) {
                    assert!(json.get(key.as_str().unwrap()).is_some(), "{at} lacks {key}");
                }
            }
            "items" => {
                for (index, item) in json.as_array().into_iter().flatten().enumerate() {
                    hold(item, says, root, &format!("{at}[{index}]"));
                }
            }
            "properties" => {
                for (key, value) in json.as_object().into_iter().flatten() {
                    // Fields may be added later; the ones of today are all described.
                    let known = says.get(key);
                    assert!(known.is_some(), "{at}.{key} is not in the schema");
                    hold(value, known.unwrap(), root, &format!("{at}.{key}"));
                }
            }
            "additionalProperties" => {
                for (key, value) in json.as_object().into_iter().flatten() {
                    hold(value, says, root, &format!("{at}.{key}"));
                }
            }
            word => assert!(WORDS.contains(&word), "{at}: `{word}` is not held here"),
        }
    }
}

fn is(json: &Value, name: &str) -> bool {
    match name {
        "null" => json.is_null(),
        "string" => json.is_string(),
        "number" => json.is_number(),
        "integer" => json.is_u64() || json.is_i64(),
        "array" => json.is_array(),
        "object" => json.is_object(),
        other => panic!("no type `{other}`"),
    }
}
