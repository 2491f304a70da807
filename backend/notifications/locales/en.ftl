# Words of notifications and mails. Every locale has the same messages with the same arguments.

welcome-title = Welcome to FoodWala, { $name }
welcome-text = Your account is ready. Find a restaurant near you and order whenever you are hungry.

order-payment-failed-title = The payment for order { $number } failed
order-payment-failed-text = { $restaurant } did not receive the order. You can order again at any time.

order-scheduled-title = Your order at { $restaurant } is scheduled
order-scheduled-text = Order { $number } goes to the kitchen in time for the moment you chose.

order-placed-title = { $restaurant } has your order
order-placed-text = We will tell you as soon as order { $number } is accepted.

order-accepted-title = { $restaurant } accepted your order
order-accepted-text = { $minutes ->
    [0] Order { $number } is expected any moment.
    [one] Order { $number } is expected in about one minute.
   *[other] Order { $number } is expected in about { $minutes } minutes.
}

order-rejected-title = { $restaurant } cannot take your order
order-rejected-text = Order { $number } was not accepted. You can order somewhere else.

order-expired-title = { $restaurant } did not answer in time
order-expired-text = Order { $number } was called off because nobody accepted it. You can order somewhere else.

order-delayed-title = Your order from { $restaurant } needs a little longer
order-delayed-text = { $minutes ->
    [0] Order { $number } is expected any moment.
    [one] Order { $number } is now expected in about one minute.
   *[other] Order { $number } is now expected in about { $minutes } minutes.
}

order-started-title = { $restaurant } is cooking
order-started-text = Order { $number } is being prepared.

order-ready-title = Your food at { $restaurant } is ready
order-ready-text = { $fulfilment ->
    [pickup] You can collect order { $number } now.
   *[delivery] Order { $number } waits for its courier.
}

order-dispatched-title = Your food is on its way
order-dispatched-text = The courier left { $restaurant } with order { $number }.

order-delivered-title = Enjoy your meal
order-delivered-text = Order { $number } from { $restaurant } was delivered.

order-collected-title = Enjoy your meal
order-collected-text = Order { $number } was collected at { $restaurant }.

order-cancelled-title = Your order at { $restaurant } was cancelled
order-cancelled-text = Order { $number } will not be prepared.

reason-given = The reason given: { $reason }

delivery-assigned-title = A delivery for you at { $restaurant }
delivery-assigned-text = Please fetch order { $number } at { $restaurant }.

mail-greeting = Hello { $name },
mail-closing = Your FoodWala team

reset-subject = Set a new FoodWala password
reset-intro = somebody, most likely you, asked for a new password for this account. Open this link to set it:
reset-validity = { $minutes ->
    [one] The link works once, for one minute.
   *[other] The link works once, for { $minutes } minutes.
}
reset-ignore = If it was not you, ignore this message; your password stays as it is.

receipt-subject = Your order { $number } at { $restaurant }
receipt-intro = thank you for your order at { $restaurant }. This is your receipt.
receipt-order = Order { $number }
receipt-count = { $count ->
    [one] One item
   *[other] { $count } items
}
receipt-line = { $quantity } × { $name }: { $amount }
receipt-charge = { $label }: { $amount }
receipt-charge-included = { $label }: { $amount } (included)
receipt-total = Total: { $amount }
receipt-paid-cash = To be paid in cash
receipt-paid-card = Paid by card

charge-items = Dishes
charge-packaging = Packaging
charge-delivery = Delivery
charge-discount = Discount
charge-discount-code = Discount ({ $code })
charge-tax = Tax
charge-tax-rate = Tax { $rate }%
charge-tip = Tip
