//! `foodwala migrate`: brings all tables up to date, and declares the queues of all consumers on RabbitMQ.

use super::say;
use crate::{
    Config,
    config::BusEngine,
    engines,
    services::{self, SERVICES},
};
use foodwala_messaging::RabbitMqBus;

pub(super) async fn run(config: Config) -> anyhow::Result<()> {
    let bus = (config.bus.engine == BusEngine::Embedded).then_some(engines::BUS_SCHEMA);
    for schema in SERVICES.iter().map(|service| service.name).chain(bus) {
        engines::database(&config.database, schema).await?;
        say(format_args!("{schema}: up to date"));
    }
    if config.bus.engine == BusEngine::Rabbitmq {
        RabbitMqBus::declare(&config.bus.rabbitmq, services::subscriptions()).await?;
        say("queues: up to date");
    }
    Ok(())
}
