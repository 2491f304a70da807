//! How long the texts of a request may be.

use foodwala_contract::orders::Contact;
use foodwala_platform::Violations;

/// Characters of a name, a label or a code.
pub const NAME: usize = 120;
/// Characters of a note, an instruction, a comment or a reason.
pub const TEXT: usize = 500;

/// Notes a text that may be absent and is too long.
pub fn text(violations: &mut Violations, pointer: &str, text: Option<&str>) {
    violations.text(text.unwrap_or_default(), pointer, 0, TEXT);
}

/// Notes what is wrong with whom to call.
pub fn contact(violations: &mut Violations, contact: &Contact) {
    violations.text(&contact.name, "/contact/name", 1, NAME);
    violations.text(&contact.phone, "/contact/phone", 0, NAME);
}
