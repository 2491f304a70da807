way-reviews = Reviews
ratings-title = Reviews
ratings-filter = Which reviews
ratings-all = All
ratings-unanswered = Without an answer
ratings-low = Three stars or fewer
ratings-none = No reviews yet
ratings-none-text = Guests can review an order once they have it. What they write appears here.
ratings-filter-none = Nothing to show here
ratings-filter-all = No review is of this kind.
ratings-filter-more = { $count ->
    [one] The latest review is not of this kind.
   *[other] None of the latest { $count } reviews is of this kind.
}
ratings-further = Look at older ones
ratings-count = { $count ->
    [one] one review
   *[other] { $count } reviews
}
ratings-of-all = Of all reviews
ratings-of-latest = { $count ->
    [one] Of the latest review
   *[other] Of the latest { $count } reviews
}
ratings-open = { $count ->
    [0] All are answered.
    [one] One is without an answer.
   *[other] { $count } are without an answer.
}
ratings-former-guest = A former guest
ratings-order = The order
ratings-order-label = The order of { $name }
ratings-answer = Answer
ratings-answer-label = Answer { $name }
ratings-answer-hint = Everybody reads it below the review, in your restaurant’s name.
ratings-publish = Publish
ratings-published = Published. Everybody can read it.
ratings-sending = Being published …
ratings-your-answer = Your answer
ratings-edit = Edit
ratings-edit-label = Edit the answer to { $name }
ratings-remove = Take back
ratings-remove-label = Take back the answer to { $name }
ratings-removed = Your answer was taken back.
ratings-undo = Put it back
ratings-reply-missing = Please write something.
ratings-reply-long = Please write 1000 characters at most.
ratings-reply-refused = The platform does not take these words. Please write 1 to 1000 characters.
ratings-overtaken = Somebody else has answered meanwhile
ratings-overtaken-text = Theirs is shown above. Yours would take its place.
ratings-overtaken-removed = The answer that you wanted to take back has changed. Look at it once more.
ratings-replace = Replace theirs
ratings-keep-theirs = Keep theirs
ratings-gone = This review is no longer there
ratings-gone-text = It cannot be answered any more.
