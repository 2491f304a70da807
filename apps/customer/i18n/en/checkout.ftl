## Checkout

checkout-title = Checkout
checkout-gate = Sign in to order
checkout-summary = Your order
checkout-empty = Your basket is empty
checkout-empty-text = Put something good into it first.
checkout-how = Delivery or pickup
checkout-delivery = Delivery
checkout-pickup = Pickup
checkout-where = Where to
checkout-where-pickup = Where to fetch it
checkout-no-address = No address yet. Add one, and you see what delivery costs.
checkout-address-missing = Please choose or add an address.
checkout-address-invalid = This address cannot be delivered to. Please check where its door is.
checkout-instructions = For the courier
checkout-contact = Whom to call
checkout-payment = Payment
checkout-pay-cash = Cash
checkout-pay-cash-delivery = To the courier at your door
checkout-pay-cash-pickup = At the counter
checkout-pay-card = Card
checkout-pay-card-hint = On the payment provider's own page; we never see your card
checkout-tip = Tip
checkout-tip-text = Goes to the people who cook and bring it.
checkout-tip-none = None
checkout-promo = Promo code
checkout-promo-label = Promo code
checkout-promo-use = Use
checkout-promo-drop = Remove
checkout-promo-missing = Please enter a code first.
checkout-promo-unknown = This restaurant has no such code.
checkout-promo-refused = The promo code does not work
checkout-promo-minimum = It works from dishes of { $amount } on.
checkout-promo-used = It has been used up.
checkout-promo-time = It does not count at this time.
checkout-promo-nothing = There is nothing it could take off.
checkout-promo-without = Order without it
checkout-note = For the restaurant
checkout-note-label = A word for the kitchen
checkout-note-hint = Allergies? Please call the restaurant as well.
checkout-place = Place order
checkout-place-card = Order and pay
checkout-once = Pressing twice never orders twice.
checkout-change-basket = Change
checkout-price-needs-door = The price depends on where it goes. Choose an address first.
checkout-a-dish = A dish
checkout-order-for-then = Order for then
checkout-fetch-instead = Fetch it instead
checkout-closed = The restaurant is closed
checkout-closed-until = It opens again: { $time }. You can order for then.
checkout-closed-long = It does not open in the next days.
checkout-paused = The restaurant takes no orders right now
checkout-paused-until = It goes on: { $time }.
checkout-paused-text = The kitchen has its hands full. Try again a little later.
checkout-schedule = This time is not possible
checkout-schedule-nearest = The nearest one is { $time }.
checkout-schedule-text = Please choose another time.
checkout-sold-out = { $dish } is sold out
checkout-sold-out-text = Somebody was faster. The rest of your order is fine.
checkout-few-left =
    { $count ->
    [one] Only one portion is left.
   *[other] Only { $count } portions are left.
    }
checkout-take-left =
    { $count ->
    [one] Take the last one
   *[other] Take { $count }
    }
checkout-gone = { $dish } is no longer on the menu
checkout-gone-text = The restaurant has changed its menu meanwhile.
checkout-options = The options of { $dish } have changed
checkout-options-text = Choose it again from the menu, or leave it out.
checkout-remove-dish = Leave it out
checkout-see-menu = See the menu
checkout-outside = This address is too far away
checkout-outside-by = It is { $distance } away; they ride up to { $limit }.
checkout-outside-text = They do not deliver there.
checkout-minimum = Not enough for a delivery
checkout-minimum-missing = { $amount } more, and they bring it.
checkout-minimum-text = Add a little more, or fetch it yourself.
checkout-add-dishes = Add more dishes
checkout-not-offered = The restaurant does not offer this
checkout-not-offered-text = Choose the other way to get your food.
checkout-payment-refused = This way to pay is not offered
checkout-payment-refused-text = The restaurant takes:
checkout-restaurant-gone = The restaurant is no longer here
checkout-restaurant-gone-text = There are others close by.
checkout-sending = Placing your order…
checkout-sending-text = Please stay a moment.
checkout-offline = You are offline
checkout-offline-text = Nothing was sent. Shall the order be sent by itself as soon as there is a connection? After 20 minutes we ask you again.
checkout-queue = Send it when I am online
checkout-not-now = Not now
checkout-queued = Your order waits for a connection
checkout-queued-text = It is on this device, and is sent once you are online. You see it at the top until then.
checkout-unsure = We do not know yet whether your order arrived
checkout-unsure-text = The answer was lost on the way. Sending it again is safe: it stays one order.
checkout-send-again = Send again
checkout-look = See my orders
checkout-abandon = Change something
checkout-patience = Just a moment, please
checkout-patience-text =
    { $seconds ->
    [one] A lot is going on right now; nothing was ordered. You can order again in one second.
   *[other] A lot is going on right now; nothing was ordered. You can order again in { $seconds } seconds.
    }
checkout-changed = The price has changed
checkout-changed-text = Nothing was ordered yet. This is what it costs now:
checkout-agree = Order for { $amount }
checkout-decline = Not at this price
checkout-bring-instead = Have it brought instead
