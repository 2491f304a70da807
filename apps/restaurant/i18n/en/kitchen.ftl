way-kitchen = Kitchen
way-deliveries = Deliveries
way-stock = Sold out
way-ended = Ended
way-menu = Menu
way-hours = Hours
way-staff = Staff
way-more = More

kitchen-title = Kitchen
kitchen-stations = Stations
kitchen-all = All stations
kitchen-recall = Recall
kitchen-recall-title = Ready, and still here
kitchen-recall-none = Nothing was bumped that is still here.
kitchen-empty = All done
kitchen-empty-text = Accepted orders appear here.
kitchen-all-day = All day
kitchen-start = Start
kitchen-bump = Done
kitchen-undo = Undo

ended-title = Ended orders
ended-none = No order has ended yet

stock-title = Sold out
stock-text = { $count ->
    [0] Everything can be ordered.
    [one] One dish cannot be ordered.
   *[other] { $count } dishes cannot be ordered.
}
stock-search = Find a dish
stock-available = Available
stock-today = Until tomorrow
stock-until-told = Sold out
stock-back = Back { $time }

deliveries-title = My deliveries
deliveries-mine = With me
deliveries-none = Nothing with you
deliveries-none-text = Take what is ready below.
deliveries-ready = Ready to take
delivery-navigate = Navigate
delivery-call = Call
delivery-cash = Collect { $amount } in cash
delivery-done = Delivered
delivery-ask = Did { $name } get it?
delivery-take = I take it
share-label = Show guests where I am
share-hint = Only while you have an order with you. Kept for a minute, never stored.
share-denied = The browser may not use your position. Allow it in its settings.
share-unknown = Your position is not known right now.
share-untold = Your position could not be sent.
share-told = Sent

more-screen = More
more-device = This device
more-sound-hint = It rings until somebody takes the order.
more-leave-title = Sign out now?
more-leave-text = { $count ->
    [one] One action was not sent yet. It would be lost.
   *[other] { $count } actions were not sent yet. They would be lost.
}
more-untold = Signed out here. The platform could not be told yet.
save = Save
discard = Discard
delivery-code = Code of the guest
delivery-code-hint = Ask the guest for the four digits in their app.
delivery-code-missing = Please enter the four digits.
