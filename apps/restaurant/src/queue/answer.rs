//! What the platform's answer says of an action: whether anybody has said no to it.

use super::Answer;
use foodwala_sdk::{Error, ErrorCode, contract::orders::OrderStatus};

/// What an error says of an action.
#[must_use]
pub fn no(error: &Error) -> Answer {
    match error.code() {
        // The session has ended: nobody has said no.
        Some(ErrorCode::Unauthenticated) => Answer::Later,
        Some(ErrorCode::Internal) => Answer::Fault,
        Some(code) if is_foreign(code) => Answer::Later,
        Some(code) if !error.is_retryable() => {
            let told = error.problem().and_then(|problem| problem.context.get("status"));
            let status: Option<OrderStatus> = told.and_then(|status| serde_json::from_value(status.clone()).ok());
            Answer::Refused {
                code: code.as_str().to_owned(),
                status,
            }
        }
        None if matches!(error, Error::Decode { .. }) => Answer::Unread,
        None if matches!(error, Error::InvalidRequest { .. }) => Answer::Refused {
            code: ErrorCode::ValidationFailed.as_str().to_owned(),
            status: None,
        },
        _ => Answer::Later,
    }
}

/// Whether something between us and the platform answered, as a proxy or a hotel's sign-in page does.
fn is_foreign(code: &ErrorCode) -> bool {
    matches!(code, ErrorCode::Other(code) if code.starts_with("http_"))
}

/// Whether the platform itself says that there is no such card, or none for us.
#[must_use]
pub fn is_gone(error: &Error) -> bool {
    matches!(error.code(), Some(ErrorCode::NotFound | ErrorCode::Forbidden))
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_sdk::contract::Problem;

    fn api(code: ErrorCode, status: u16) -> Error {
        let mut problem = Problem::new(code);
        problem.status = status;
        Error::Api {
            problem: Box::new(problem),
            retry_after: None,
        }
    }

    #[test]
    fn only_the_platform_itself_says_no() {
        let foreign = |status: u16| api(ErrorCode::Other(format!("http_{status}")), status);
        for status in [302, 403, 404, 407, 500, 511] {
            assert_eq!(no(&foreign(status)), Answer::Later, "{status}");
            assert!(!is_gone(&foreign(status)));
        }
        assert_eq!(no(&api(ErrorCode::Internal, 500)), Answer::Fault);
        assert_eq!(no(&api(ErrorCode::Unauthenticated, 401)), Answer::Later);
        assert_eq!(no(&Error::SessionEnded), Answer::Later);
        assert!(matches!(no(&api(ErrorCode::Forbidden, 403)), Answer::Refused { .. }));
        let new = api(ErrorCode::Other("kitchen_closed".to_owned()), 409);
        assert!(matches!(no(&new), Answer::Refused { .. }), "of a newer platform");
        assert!(is_gone(&api(ErrorCode::NotFound, 404)));
    }

    #[test]
    fn an_answer_that_cannot_be_read_is_no_refusal() {
        let source = serde_json::from_str::<u8>("<html>").unwrap_err();
        let error = Error::Decode {
            endpoint: "board.accept",
            request_id: None,
            source: std::sync::Arc::new(source),
        };
        assert_eq!(no(&error), Answer::Unread);
    }
}
