//! A courier was given a delivery: tell them.

use super::{Desk, no_words};
use crate::{
    domain::messages,
    store::{
        feed,
        people::{self, Known},
    },
};
use async_trait::async_trait;
use foodwala_contract::{events::DeliveryAssigned, notifications::NotificationKind};
use foodwala_database::Tx;
use foodwala_messaging::{ConsumeError, Handler, Message};

pub(super) struct TellCourier(pub Desk);

#[async_trait]
impl Handler for TellCourier {
    async fn handle(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError> {
        let event: DeliveryAssigned = message.decode()?;
        let known = people::find(tx, event.courier_id).await?;
        if known == Known::Erased {
            return Ok(());
        }
        let locale = self.0.locale_of(&known);
        let words = messages::delivery_assigned(&self.0.texts, locale, &event.number, &event.restaurant_name)
            .map_err(no_words)?;
        let about = NotificationKind::DeliveryAssigned {
            order_id: event.order_id,
            number: event.number,
            restaurant_name: event.restaurant_name,
        };
        feed::add(tx, event.courier_id, &about, &words, self.0.clock.now()).await?;
        Ok(())
    }
}
