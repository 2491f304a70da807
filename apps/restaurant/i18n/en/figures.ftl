way-figures = Figures
figures-title = Figures
figures-locked = Figures are for owners and managers
figures-locked-text = Ask an owner to make you a manager if you should see them.
figures-zone = Time in { $zone }
figures-as-of = As of { $time }
figures-refresh = Look again
figures-period = Days
period-today = Today
period-yesterday = Yesterday
period-week = 7 days
period-month = 30 days
period-own = Other days
figures-own-from = First day
figures-own-to = Last day
figures-own-show = Show
figures-own-missing = Please choose a day.
figures-own-future = This day is still to come.
figures-own-backwards = The last day is before the first.
figures-own-refused = Too many days at once
figures-own-refused-text = Please choose fewer days, for example three months at most.
figures-day = { $weekday }, { $date }
figures-days = { $from } – { $to }
figures-hour = { $from } – { $to }
figures-against = Compared with { $days }
figures-against-until = Compared with { $days }, each up to { $time }
figures-against-nothing = No orders on { $days } to compare with.
figures-against-failed = What these figures are compared with could not be loaded.
figures-then = then { $then }
figures-then-until = by { $time } { $now }, then { $then }
figures-percent = { $percent }%
figures-more = { $percent } more
figures-less = { $percent } less
figures-same = as much as then
figures-none = none
figures-sales = Turnover
figures-orders = Orders
figures-basket = Average order
figures-preparation = Preparation
figures-lost = Not fulfilled
figures-tips = and { $amount } in tips
figures-open = { $count ->
    [one] one still under way
   *[other] { $count } still under way
}
figures-rejected = { $count ->
    [one] one refused
   *[other] { $count } refused
}
figures-expired = { $count ->
    [one] one not taken in time
   *[other] { $count } not taken in time
}
figures-cancelled = { $count ->
    [one] one called off
   *[other] { $count } called off
}
figures-count = { $count ->
    [one] { $count } order
   *[other] { $count } orders
}
figures-by-hour = By the hour
figures-by-hour-all = By the hour of the day
figures-by-day = By day
figures-measured = What is shown
figures-time = Time
figures-date = Day
figures-dishes = Dishes
figures-dishes-text = What was sold in orders that you took, before discounts.
figures-dishes-none = No dish was sold.
figures-dishes-all = { $count ->
    [one] Show the one dish
   *[other] Show all { $count } dishes
}
figures-dishes-less = Show fewer
figures-dish = Dish
figures-portions = Portions
figures-quiet-today = No orders yet today
figures-quiet-day = No orders on this day
figures-quiet-days = No orders on these days
figures-quiet-text = As soon as guests order, it shows here.
figures-quiet-before = { $days }: { $count ->
    [one] one order for { $amount }.
   *[other] { $count } orders for { $amount }.
}

branches-title = All restaurants
branches-link = Figures of all restaurants
branches-text = Every restaurant that you run, each by its own time.
branches-none = There is no other restaurant to compare
branches-none-text = Figures of several restaurants appear here for those who own or manage more than one.
branches-total = Together
branches-restaurants = { $count ->
    [one] one restaurant
   *[other] { $count } restaurants
}
branches-basket = { $amount } an order
branches-failed = Could not be loaded
branches-again = Try again
branches-switch = Restaurants
branches-here = You are here
