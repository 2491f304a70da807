//! The table `staff`. Whoever has left keeps a row without a role, so that their read document is taken away.

use foodwala_contract::{
    AccountId, RestaurantId, Timestamp, access::StaffRole, events::StaffPosition, restaurants::StaffMember,
};
use foodwala_database::{Database, DatabaseError, Row, Tx, Value, params};

/// The staff of a restaurant, past and present.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredStaff {
    /// Grows with every change of the staff or of a name in it.
    pub version: u64,
    /// Who works there, by name.
    pub members: Vec<StaffMember>,
    /// Who no longer does.
    pub left: Vec<AccountId>,
}

/// What an account does at a restaurant.
pub async fn role(
    tx: &mut Tx,
    restaurant: RestaurantId,
    account: AccountId,
) -> Result<Option<StaffRole>, DatabaseError> {
    role_of(tx.query_opt(ROLE, params![restaurant.uuid(), account.uuid()]).await?)
}

/// What an account does at a restaurant, as committed.
pub async fn read_role(
    database: &Database,
    restaurant: RestaurantId,
    account: AccountId,
) -> Result<Option<StaffRole>, DatabaseError> {
    role_of(
        database
            .query_opt(ROLE, params![restaurant.uuid(), account.uuid()])
            .await?,
    )
}

/// How many owners a restaurant has.
pub async fn owners(tx: &mut Tx, restaurant: RestaurantId) -> Result<u64, DatabaseError> {
    let sql = "SELECT COUNT(*) AS owners FROM restaurants.staff WHERE restaurant_id = @P1 AND role = @P2";
    let row = tx
        .query_opt(sql, params![restaurant.uuid(), text(StaffRole::Owner)])
        .await?;
    row.map_or(Ok(0), |row| row.get("owners"))
}

/// Who owns a restaurant.
pub async fn owner_accounts(tx: &mut Tx, restaurant: RestaurantId) -> Result<Vec<AccountId>, DatabaseError> {
    let sql = "SELECT account_id FROM restaurants.staff WHERE restaurant_id = @P1 AND role = @P2 ORDER BY account_id";
    let rows = tx
        .query(sql, params![restaurant.uuid(), text(StaffRole::Owner)])
        .await?;
    rows.iter().map(|row| row.get("account_id").map(AccountId)).collect()
}

/// Who works at a restaurant.
pub async fn positions(tx: &mut Tx, restaurant: RestaurantId) -> Result<Vec<StaffPosition>, DatabaseError> {
    let sql = "SELECT account_id, role FROM restaurants.staff WHERE restaurant_id = @P1 AND role IS NOT NULL \
               ORDER BY account_id";
    let mut positions = Vec::new();
    for row in tx.query(sql, params![restaurant.uuid()]).await? {
        let account_id = AccountId(row.get("account_id")?);
        positions.extend(parse(row.get("role")?)?.map(|role| StaffPosition { account_id, role }));
    }
    Ok(positions)
}

/// How often the staff of a restaurant has changed.
pub async fn version(tx: &mut Tx, restaurant: RestaurantId) -> Result<u64, DatabaseError> {
    let sql = "SELECT staff_version FROM restaurants.restaurants WHERE id = @P1";
    let row = tx.query_opt(sql, params![restaurant.uuid()]).await?;
    row.map_or(Ok(0), |row| row.get("staff_version"))
}

/// Gives an account a role, or none.
pub async fn set(
    tx: &mut Tx,
    restaurant: RestaurantId,
    account: AccountId,
    role: Option<StaffRole>,
    since: Timestamp,
) -> Result<(), DatabaseError> {
    let keys = [
        ("restaurant_id", Value::from(restaurant.uuid())),
        ("account_id", Value::from(account.uuid())),
    ];
    let values = [("role", Value::from(role.map(text))), ("since", Value::from(since))];
    tx.upsert("restaurants.staff", &keys, &values).await
}

/// Counts a change of the staff of a restaurant; whether there is such a restaurant. Done first, it keeps two changes of
/// one staff from running side by side.
pub async fn touch(tx: &mut Tx, restaurant: RestaurantId) -> Result<bool, DatabaseError> {
    let sql = "UPDATE restaurants.restaurants SET staff_version = staff_version + 1 WHERE id = @P1";
    Ok(tx.execute(sql, params![restaurant.uuid()]).await? > 0)
}

/// Where an account works.
pub async fn workplaces(tx: &mut Tx, account: AccountId) -> Result<Vec<RestaurantId>, DatabaseError> {
    restaurants(&tx.query(WORKPLACES, params![account.uuid()]).await?)
}

/// Where an account works, as committed.
pub async fn read_workplaces(database: &Database, account: AccountId) -> Result<Vec<RestaurantId>, DatabaseError> {
    restaurants(&database.query(WORKPLACES, params![account.uuid()]).await?)
}

/// The committed staff. `None` without such a restaurant.
pub async fn read(database: &Database, restaurant: RestaurantId) -> Result<Option<StoredStaff>, DatabaseError> {
    // The version first: members that are newer than it are written again with the next one.
    let sql = "SELECT staff_version FROM restaurants.restaurants WHERE id = @P1";
    let Some(row) = database.query_opt(sql, params![restaurant.uuid()]).await? else {
        return Ok(None);
    };
    let mut staff = StoredStaff {
        version: row.get("staff_version")?,
        members: Vec::new(),
        left: Vec::new(),
    };
    let sql = "SELECT s.account_id AS account_id, s.role AS role, s.since AS since, COALESCE(p.name, '') AS name \
               FROM restaurants.staff s LEFT JOIN restaurants.people p ON p.account_id = s.account_id \
               WHERE s.restaurant_id = @P1 ORDER BY name, s.account_id";
    for row in database.query(sql, params![restaurant.uuid()]).await? {
        let account_id = AccountId(row.get("account_id")?);
        match parse(row.get("role")?)? {
            Some(role) => {
                staff.members.push(StaffMember {
                    account_id,
                    name: row.get("name")?,
                    role,
                    since: row.get("since")?,
                });
            }
            None => staff.left.push(account_id),
        }
    }
    Ok(Some(staff))
}

const ROLE: &str = "SELECT role FROM restaurants.staff WHERE restaurant_id = @P1 AND account_id = @P2";
const WORKPLACES: &str =
    "SELECT restaurant_id FROM restaurants.staff WHERE account_id = @P1 AND role IS NOT NULL ORDER BY restaurant_id";

fn restaurants(rows: &[Row]) -> Result<Vec<RestaurantId>, DatabaseError> {
    rows.iter()
        .map(|row| row.get("restaurant_id").map(RestaurantId))
        .collect()
}

fn role_of(row: Option<Row>) -> Result<Option<StaffRole>, DatabaseError> {
    row.map_or(Ok(None), |row| parse(row.get("role")?))
}

const fn text(role: StaffRole) -> &'static str {
    match role {
        StaffRole::Owner => "owner",
        StaffRole::Manager => "manager",
        StaffRole::Kitchen => "kitchen",
        StaffRole::Courier => "courier",
    }
}

fn parse(role: Option<String>) -> Result<Option<StaffRole>, DatabaseError> {
    let Some(role) = role else { return Ok(None) };
    let known = [
        StaffRole::Owner,
        StaffRole::Manager,
        StaffRole::Kitchen,
        StaffRole::Courier,
    ];
    let found = known.into_iter().find(|known| text(*known) == role);
    found.map(Some).ok_or_else(|| DatabaseError::Decode {
        column: "role".into(),
        expected: "a staff role",
    })
}
