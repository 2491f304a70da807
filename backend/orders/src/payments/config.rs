//! Settings of card payments.

use super::{
    provider::PaymentProvider,
    stripe::Stripe,
    test_provider::{TestProvider, TestProviderConfig},
};
use foodwala_platform::config::Validate;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use std::sync::Arc;

/// Settings of card payments.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PaymentsConfig {
    /// Who takes card payments.
    pub provider: ProviderKind,
    /// Where the provider's page sends the customer back to: a page of the app, with `{order_id}` for the order.
    pub return_url: String,
    /// For `stripe`.
    pub stripe: StripeConfig,
}

impl Default for PaymentsConfig {
    fn default() -> Self {
        Self {
            provider: ProviderKind::None,
            return_url: "http://localhost:8080/orders/{order_id}".to_owned(),
            stripe: StripeConfig::default(),
        }
    }
}

/// Who takes card payments.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProviderKind {
    /// Nobody: orders by card are refused.
    #[default]
    None,
    /// Stripe Checkout.
    Stripe,
    /// The pretend provider; not to be chosen in a file.
    #[serde(skip)]
    Test(TestProviderConfig),
}

/// Settings of Stripe.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StripeConfig {
    /// The secret key, or a restricted one that may write Checkout sessions and refunds.
    pub secret_key: Option<SecretString>,
    /// The signing secret of the webhook endpoint `…/v1/payments/callbacks/stripe`.
    pub webhook_secret: Option<SecretString>,
    /// Where its API is.
    pub api_url: String,
}

impl Default for StripeConfig {
    fn default() -> Self {
        Self {
            secret_key: None,
            webhook_secret: None,
            api_url: "https://api.stripe.com".to_owned(),
        }
    }
}

impl Validate for PaymentsConfig {
    fn validate(&self, fault: &mut dyn FnMut(&str, &str)) {
        if !is_address(&self.return_url) {
            fault("return_url", "must begin with http:// or https:// and a host");
        }
        if !self.return_url.contains("{order_id}") {
            fault("return_url", "must hold {order_id}");
        }
        if matches!(self.provider, ProviderKind::Stripe) {
            self.stripe.validate(fault);
        }
    }
}

impl StripeConfig {
    fn validate(&self, fault: &mut dyn FnMut(&str, &str)) {
        let is_there = |secret: &Option<SecretString>, begins: &[&str]| {
            let secret = secret.as_ref().map(|secret| secret.expose_secret());
            secret.is_some_and(|secret| begins.iter().any(|begin| secret.starts_with(begin)))
        };
        if !is_there(&self.secret_key, &["sk_", "rk_"]) {
            fault("stripe.secret_key", "is needed, and begins with sk_ or rk_");
        }
        if !is_there(&self.webhook_secret, &["whsec_"]) {
            fault("stripe.webhook_secret", "is needed, and begins with whsec_");
        }
        if !is_address(&self.api_url) {
            fault("stripe.api_url", "must begin with http:// or https:// and a host");
        }
    }
}

fn is_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !url.contains(char::is_whitespace))
}

impl PaymentsConfig {
    /// The provider, if there is one.
    pub(crate) fn provider(&self) -> Result<Option<Arc<dyn PaymentProvider>>, reqwest::Error> {
        Ok(match &self.provider {
            ProviderKind::None => None,
            ProviderKind::Stripe => Some(Arc::new(Stripe::new(self.stripe.clone())?)),
            ProviderKind::Test(config) => Some(Arc::new(TestProvider::new(config.clone())?)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(config: &PaymentsConfig) -> Vec<String> {
        let mut faults = Vec::new();
        config.validate(&mut |setting, _| faults.push(setting.to_owned()));
        faults
    }

    #[test]
    fn nonsense_is_refused_and_secrets_stay_secret() {
        let mut config = PaymentsConfig::default();
        assert!(faults(&config).is_empty());
        config.return_url = "orders".into();
        assert_eq!(faults(&config), ["return_url", "return_url"]);
        config.return_url = "https:///{order_id}".into();
        assert_eq!(faults(&config), ["return_url"]);
        config = PaymentsConfig {
            provider: ProviderKind::Stripe,
            ..PaymentsConfig::default()
        };
        assert_eq!(faults(&config), ["stripe.secret_key", "stripe.webhook_secret"]);
        config.stripe.secret_key = Some("sk_test_hidden".into());
        config.stripe.webhook_secret = Some("whsec_hidden".into());
        assert!(faults(&config).is_empty());
        config.stripe.api_url = "api.stripe.com".into();
        assert_eq!(faults(&config), ["stripe.api_url"]);
        assert!(!format!("{config:?}").contains("hidden"));
    }
}
