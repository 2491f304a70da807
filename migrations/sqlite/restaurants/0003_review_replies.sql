-- What the restaurant says to a review. Versions grow, so that read documents are written again with what they now hold.
ALTER TABLE restaurants.reviews ADD COLUMN reply TEXT;
ALTER TABLE restaurants.reviews ADD COLUMN replied_at INTEGER;

UPDATE restaurants.reviews SET version = version + 1;
