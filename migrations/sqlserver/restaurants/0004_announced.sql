-- Whether others have been told of a restaurant and its staff since they keep copies of both. A job tells what they missed.
ALTER TABLE restaurants.restaurants ADD announced BIT NOT NULL DEFAULT 0;
GO
CREATE INDEX restaurants_unannounced ON restaurants.restaurants (id) WHERE announced = 0;
