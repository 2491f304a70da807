//! The commands, one file each. Those that hash a password take the service's means and open their own transaction
//! after hashing; the others work in the transaction they are given.

pub mod change_password;
pub mod confirm_password_reset;
pub mod create_client;
pub mod delete_client;
pub mod grant_platform_roles;
pub mod issue_client_token;
pub mod login;
pub mod logout;
pub mod refresh;
pub mod register;
pub mod request_password_reset;

#[cfg(test)]
pub mod testing;
