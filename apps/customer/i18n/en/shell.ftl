shell-page-title = { $title } · FoodWala
shell-brand-label = FoodWala, home
shell-nav = Main
shell-home = Home
shell-search = Search
shell-basket = Basket
shell-orders = Orders
shell-account = Account
shell-favourites = Favourites
shell-sign-in = Sign in
shell-deliver-to = Deliver to
shell-choose-place = Choose a place
shell-basket-count = { $count ->
    [one] { $count } dish in the basket
   *[other] { $count } dishes in the basket
}
shell-offline = You are offline. You can still look around.
shell-as-of-start = What you see was last updated
shell-update = A new version of the app is ready.
shell-update-now = Update now
shell-order-sent = You are back online: your order was placed.
shell-follow = Follow it
shell-waiting = { $count ->
    [one] An order is waiting for you.
   *[other] { $count } orders are waiting for you.
}
shell-waiting-show = Show
shell-about = Good food from the kitchens around you, brought by people you know.
shell-footer-nav = More
shell-gallery = Design gallery
lost-title = This page is not on the menu
lost-text = The address may be mistyped, or what was here has gone.
lost-home = Back to the start
favourites-title = Favourites
favourites-guest-title = Keep the places you love
favourites-guest-text = Sign in, and the restaurants you give a heart are here for you on every device.
favourites-empty-title = No favourites yet
favourites-empty-text = Press the heart on a restaurant and you will find it here.
favourites-find = Find restaurants
search-label = Search restaurants and dishes
search-placeholder = Pizza, dal, sushi…
search-suggestions = Suggestions
search-suggestions-count = { $count ->
    [one] { $count } suggestion
   *[other] { $count } suggestions
}
search-restaurant = Restaurant
search-cuisine-count = { $count ->
    [one] Cuisine · { $count } restaurant
   *[other] Cuisine · { $count } restaurants
}
search-dish-count = { $count ->
    [one] Dish · { $count } restaurant
   *[other] Dish · { $count } restaurants
}
search-dishes = Matching dishes
search-title = Search
search-title-for = Results for “{ $words }”
search-empty-title = Nothing like that around here
search-empty-text = Try another word, or take some filters off.
