-- Whether others have been told of a restaurant and its staff since they keep copies of both. A job tells what they missed.
ALTER TABLE restaurants.restaurants ADD COLUMN announced INTEGER NOT NULL DEFAULT 0;

CREATE INDEX restaurants.restaurants_unannounced ON restaurants (id) WHERE announced = 0;
