ui-language = Language
ui-language-missing = { $language } could not be fetched. Are you offline?
ui-theme = Appearance
ui-theme-system = As on device
ui-theme-light = Light
ui-theme-dark = Dark

ui-close = Close
ui-back = Back
ui-retry = Try again
ui-cancel = Cancel
ui-dismiss = Dismiss
ui-loading = Loading
ui-optional = optional
ui-show-password = Show password
ui-hide-password = Hide password
ui-clear = Clear
ui-more = Show more
ui-less = Show less
ui-notices = Notices
ui-skip = Skip to content
ui-breadcrumb = Where you are
ui-decrease = One less: { $label }
ui-increase = One more: { $label }
ui-characters = { $used } of { $limit } characters
ui-step-done = Done
ui-step-current = Now
ui-step-next = Still to come
ui-step-failed = Did not happen
ui-old-price = Before: { $price }
ui-new-price = Now: { $price }
ui-time-left = { $time } left

ui-sign-in-wrong = That did not work
ui-sign-in-wrong-text = E-mail and password do not belong together. Please check both and try again.
ui-email = E-mail
ui-email-missing = Please enter your e-mail address.
ui-password = Password
ui-password-missing = Please enter a password.

ui-stars = { $stars } of 5 stars
ui-stars-count = { $count ->
    [one] { $stars } of 5 stars, one review
   *[other] { $stars } of 5 stars, { $count } reviews
}
ui-star = { $count ->
    [one] 1 star
   *[other] { $count } stars
}
ui-no-stars = No reviews yet

ui-when = When
ui-asap = As soon as possible
ui-asap-at = There at about { $time }
ui-asap-ready = Ready at about { $time }
ui-asap-closed = Not possible right now
ui-later = At a time you choose
ui-later-hint = Today or in the next days
ui-day = Day
ui-time = Time

ui-map-home = Delivery address
ui-map-restaurant = Restaurant
ui-map-courier = Courier

ui-now = just now
ui-minutes-ago = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
ui-in-minutes = { $count ->
    [one] in { $count } minute
   *[other] in { $count } minutes
}
ui-hours-ago = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
ui-in-hours = { $count ->
    [one] in { $count } hour
   *[other] in { $count } hours
}
ui-days-ago = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}
ui-in-days = { $count ->
    [one] in { $count } day
   *[other] in { $count } days
}
ui-tomorrow-at = Tomorrow, { $time }
ui-yesterday-at = Yesterday, { $time }
ui-day-at = { $day }, { $time }
ui-minutes = { $minutes } min
ui-hours = { $hours } h
ui-hours-minutes = { $hours } h { $minutes } min
ui-minutes-range = { $from }–{ $to } min
ui-metres = { $distance } m
ui-kilometres = { $distance } km
ui-list-comma = {", "}
ui-list-end = { $first } and { $last }

ui-failed-offline = You are offline
ui-failed-offline-text = We cannot reach FoodWala. Check your connection and try again.
ui-failed-busy = That was a little fast
ui-failed-busy-text = { $seconds ->
    [0] Please try again in a moment.
    [one] Please try again in { $seconds } second.
   *[other] Please try again in { $seconds } seconds.
}
ui-failed-session = Please sign in again
ui-failed-session-text = Your session has ended. Nothing that you entered is lost.
ui-failed-not-found = We cannot find that
ui-failed-not-found-text = It may have moved, or it is not yours to see.
ui-failed-server = Something went wrong on our side
ui-failed-server-text = It is not your fault. Try again in a moment.
ui-failed-refused = That did not work
ui-outdated = A new version is ready
ui-outdated-text = Load it to go on.
ui-outdated-load = Load it
ui-request-id = If you ask for help, quote { $id }
ui-sign-in = Sign in
ui-go-home = Back to the start

ui-refused-validation_failed = Some entries are not right. Please check them.
ui-refused-forbidden = You may not do this.
ui-refused-invalid_credentials = E-mail or password is wrong.
ui-refused-invalid_reset_token = The link is no longer valid. Ask for a new one.
ui-refused-email_taken = There is an account with this e-mail already.
ui-refused-request_in_progress = We are still working on your last request.
ui-refused-restaurant_closed = The restaurant is closed then.
ui-refused-restaurant_paused = The restaurant takes no orders right now.
ui-refused-price_changed = The price has changed. Please look at the new total.
ui-refused-item_sold_out = A dish has just sold out.
ui-refused-item_not_on_menu = A dish is no longer on the menu.
ui-refused-invalid_options = The options of a dish do not fit any more.
ui-refused-out_of_delivery_area = The restaurant does not deliver to your address.
ui-refused-below_minimum_order = The order is below the restaurant’s minimum.
ui-refused-fulfilment_not_offered = The restaurant does not offer this.
ui-refused-promo_not_applicable = This code does not apply to your order.
ui-refused-payment_method_not_offered = The restaurant does not take this way to pay.
ui-refused-invalid_schedule = The restaurant cannot meet this time.
ui-refused-transition_refused = It is too late for that: the order has moved on.
ui-refused-already_reviewed = You have reviewed this order already.
ui-refused-other = The platform did not accept this.

ui-platform = Connected to
ui-platform-other = Use another FoodWala
