//! stub
use crate::model::Case;
pub fn page(_case: &Case) -> String {
    String::new()
}
