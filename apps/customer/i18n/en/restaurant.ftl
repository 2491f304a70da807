restaurant-title = Restaurant
restaurant-opens-at = Opens { $time }
restaurant-around-the-clock = Open 24 hours
restaurant-closed = Closed
restaurant-order-ahead = You can fill your basket now and order for later.
restaurant-closes-soon = Closes at { $time }
restaurant-paused = Taking no orders right now
restaurant-paused-until = Back { $time }.
restaurant-takes-nothing = This restaurant takes no orders at the moment.
restaurant-no-place = Choose your address to see delivery time and fee.
restaurant-too-far = It does not deliver to your address.
restaurant-too-far-pickup = It does not deliver to your address, but you can pick up.
restaurant-minimum = Min. { $amount }
restaurant-free-from = Free from { $amount }
restaurant-reviews-open = Read the reviews
restaurant-about = Hours and more
restaurant-share = Share
restaurant-link-copied = The link is on your clipboard.
restaurant-not-shared = Your device cannot share this.
restaurant-sections = Sections of the menu
restaurant-find = Search the menu
restaurant-diets = Good for
restaurant-found = { $count ->
    [one] { $count } dish
   *[other] { $count } dishes
}
restaurant-none-title = No dish like that
restaurant-none-text = Try another word, or show the whole menu.
restaurant-everything = Show everything
restaurant-from = From
restaurant-in-basket = { $count } in the basket
restaurant-sold-out = Sold out
restaurant-sold-out-until = Sold out, back { $time }
restaurant-few-left = { $count ->
    [one] Only { $count } left
   *[other] Only { $count } left
}
restaurant-hours = Opening hours
restaurant-address = Address
restaurant-reviews = Reviews
restaurant-no-reviews = Nobody has written a review yet.
restaurant-reply = The restaurant’s answer
restaurant-former-guest = A former guest
restaurant-more-reviews = More reviews
item-add = { $count ->
    [one] Add
   *[other] Add { $count }
}
item-change = Save
item-added = { $name } is in your basket
item-note = Note for the kitchen
item-note-hint = Allergies are best told to the restaurant directly.
item-choose-exactly = Choose { $count }
item-choose-up-to = Choose up to { $count }
item-choose-between = Choose { $min } to { $max }
item-required = Required
item-missing = Please choose
