-- What the restaurant says to a review. Versions grow, so that read documents are written again with what they now hold.
ALTER TABLE restaurants.reviews ADD reply NVARCHAR(MAX);
GO
ALTER TABLE restaurants.reviews ADD replied_at BIGINT;
GO
UPDATE restaurants.reviews SET version = version + 1;
