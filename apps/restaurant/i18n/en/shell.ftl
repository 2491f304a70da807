shell-brand = FoodWala Kitchen
shell-page-title = { $title } · FoodWala Kitchen
shell-nav = Screens
shell-sign-out = Sign out

sign-in-title = Sign in to your restaurant
sign-in-text = With the account that your restaurant has put on its staff.
sign-in-claim = Every order, on time, out of one place.

choose-title = Where do you work today?
choose-text = You are on the staff of these restaurants.
choose-none = No restaurant yet
choose-none-text = Ask an owner or a manager to put you on the staff with the e-mail of your account.
choose-again = Look again
place-none = You do not work here
place-none-text = Perhaps you no longer do, or the address is another restaurant’s.
place-choose = Choose a restaurant
role-owner = Owner
role-manager = Manager
role-kitchen = Kitchen
role-courier = Courier

lost-title = There is no such screen
lost-text = The address leads nowhere.
lost-back = To the start

way-board = Orders

bar-switch = { $name }: choose another restaurant
bar-open = Taking orders
bar-closed = Closed now
bar-paused = Paused
bar-paused-until = Paused until { $time }
bar-busy = Busy, +{ $minutes } min
bar-live = Live
bar-not-live = Connecting
bar-waiting = { $count ->
    [one] { $count } to send
   *[other] { $count } to send
}
sound-label = Sound for new orders
sound-on = Sound on
sound-blocked = Tap for sound
sound-off = Sound off

offline-title = No connection
offline-text = Go on as usual: what you do is kept here and sent as soon as the network is back.
offline-waiting = { $count ->
    [one] One action is kept here and will be sent as soon as the network is back.
   *[other] { $count } actions are kept here and will be sent, in order, as soon as the network is back.
}
update-text = A new version is ready.
update-now = Load it

pause-title = Taking orders
pause-now = You take no orders until you resume.
pause-now-until = You take no orders until { $time }.
pause-resume = Take orders again
pause-for = Take no orders for
pause-for-text = Guests see that you are taking a break. Orders that you have stay as they are.
pause-open = Until I resume
pause-hours = Opening hours and holidays
busy-title = How busy is the kitchen?
busy-text = Adds to the time that guests are promised.
busy-none = As usual
busy-plus = +{ $minutes } min

alarm-new-order = New order { $number }
