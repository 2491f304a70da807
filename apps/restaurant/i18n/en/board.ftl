board-title = Orders
board-title-new = { $count ->
    [one] ({ $count }) New order
   *[other] ({ $count }) New orders
}
board-columns = Columns
column-new = New
column-preparing = Preparing
column-ready = Ready
column-on_the_way = On the way
column-new-empty = Nothing new. New orders ring here.
column-preparing-empty = Nothing on the stove.
column-ready-empty = Nothing waits to be picked up.
column-on_the_way-empty = Nobody is on the road.
column-ahead = { $count ->
    [one] { $count } ordered ahead
   *[other] { $count } ordered ahead
}

status-payment_pending = Waiting for payment
status-payment_failed = Payment failed
status-scheduled = Ordered ahead
status-placed = New
status-accepted = Accepted
status-preparing = Preparing
status-ready = Ready
status-out_for_delivery = On the way
status-delivered = Delivered
status-collected = Collected
status-rejected = Rejected
status-expired = Not taken in time
status-cancelled = Cancelled

action-accept = Accept
action-reject = Reject
action-delay = More time
action-start = Start cooking
action-ready = Ready
action-dispatch = Hand to courier
action-deliver = Delivered
action-collect = Collected
action-cancel = Cancel the order
action-other = Change

card-label = Order { $number } of { $name }
card-more = More about { $number }
card-reject = Reject { $number }
card-not-started = Not started
due-left = { $minutes ->
    [one] One minute left
   *[other] { $minutes } minutes left
}
due-late = { $minutes ->
    [one] One minute late
   *[other] { $minutes } minutes late
}
order-delivery = Delivery
order-pickup = Pickup
order-paid = Paid by card
order-cash = Cash: { $amount }
order-ahead = Ordered ahead
pending-held = { $action }: waits for the network
pending-sent = { $action } …
pending-refused = { $action } was not possible: the order is “{ $status }”.

conflicts-label = Needs your attention
conflict-cancelled = { $number } was cancelled
conflict-expired = { $number } was not taken in time
conflict-stop = Do not cook it: { $dishes }
conflict-refused = { $number }: “{ $action }” was not done
conflict-dropped = { $number }: “{ $action }” was not sent
conflict-dropped-text = The step before it was refused. The card shows where the order really is.
queue-refused-ended = The order is “{ $status }” by now.
queue-refused-status = The order is “{ $status }” by now. The card shows where it really is.
queue-refused-moved = The order has moved on meanwhile. The card shows where it really is.
queue-refused-courier = This courier is no longer on the staff.
queue-refused-forbidden = You may not do this any more.
queue-refused-gone = The order is not on this board.
queue-refused-invalid = A detail is not right. Try again with another one.
queue-refused-other = The platform did not accept it.

accept-title = Accept { $number }
accept-text = In how many minutes will it be ready?
accept-confirm = Accept
delay-title = More time for { $number }
delay-text = How many minutes more? The guest is told.
delay-confirm = Tell the guest
minutes-label = Minutes
minutes-unit = min
reject-title = Reject { $number }
reject-confirm = Reject the order
reject-sold-out = What is sold out? It is taken off the menu at once.
cancel-title = Cancel { $number }
cancel-confirm = Cancel the order
reason-label = Reason
reason-text = The guest reads this reason.
reason-sold_out = Something is sold out
reason-busy = Too many orders right now
reason-closing = We are about to close
reason-no_courier = We have no courier
reason-other = In my own words
reason-words = What the guest reads
reason-missing = Please say why.
dispatch-title = Hand over { $number }
dispatch-text = Who brings it? A named courier sees it on their phone.
dispatch-label = Courier
dispatch-nobody = Somebody of us
dispatch-confirm = It is on the way
more-title = Order { $number }
more-details = Details and ticket
more-call = Call { $name }

order-title = Order { $number }
order-guest = Guest
order-history = What happened
order-print = Ticket
order-print-do = Print
order-roll = Paper
roll-58 = 58 mm
roll-80 = 80 mm
paper-ordered = Ordered { $time }
paper-due = Due { $time }
paper-total = Total
actor-customer = Guest
actor-restaurant = Restaurant
actor-admin = Support
actor-platform = Platform
queue-refused-code_wrong = The code was wrong. Ask the guest again.
queue-refused-code_locked = Too many wrong codes. The restaurant has to say that it was delivered.
queue-refused-code_required = The guest’s code is needed.
dispatch-carrying = { $count ->
    [one] Has one order with them
   *[other] Has { $count } orders with them
}
