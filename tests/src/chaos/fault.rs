//! What is done to a platform.

use super::proxy::{Line, Proxy};
use crate::{Engines, Fleet};
use anyhow::{Context, Result};
use rand::{RngExt, rngs::StdRng};
use std::{fmt, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::block_in_place,
    time::sleep,
};

/// One thing that goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// A process of the platform is killed and started again.
    KillProcess,
    /// A process of the platform stands still for a while.
    PauseProcess,
    /// Redis is killed, with all that it knew, and started again after a while.
    KillRedis,
    /// Redis forgets everything.
    WipeRedis,
    /// Redis stands still for a while.
    PauseRedis,
    /// The connections to Redis break, and none can be made for a while.
    CutRedis,
    /// RabbitMQ is killed and started again.
    KillRabbitMq,
    /// The connections to RabbitMQ break, and none can be made for a while.
    CutRabbitMq,
    /// The connections to RabbitMQ carry nothing for a while.
    SilenceRabbitMq,
    /// The connections to SQL Server break, and none can be made for a while. Only where the schemas are there.
    CutSqlServer,
    /// The connections to SQL Server carry nothing for a while. Only where the schemas are there.
    SilenceSqlServer,
}

impl Fault {
    /// All there are.
    pub const ALL: [Self; 11] = [
        Self::KillProcess,
        Self::PauseProcess,
        Self::KillRedis,
        Self::WipeRedis,
        Self::PauseRedis,
        Self::CutRedis,
        Self::KillRabbitMq,
        Self::CutRabbitMq,
        Self::SilenceRabbitMq,
        Self::CutSqlServer,
        Self::SilenceSqlServer,
    ];

    /// How often it is chosen, beside the others. A broker takes ten seconds to start, and processes are many.
    fn weight(self) -> u32 {
        match self {
            Self::KillProcess => 10,
            Self::PauseProcess => 4,
            Self::KillRabbitMq => 1,
            _ => 2,
        }
    }

    /// One of `faults`, by weight.
    pub(super) fn any(faults: &[Self], dice: &mut StdRng) -> Self {
        let whole: u32 = faults.iter().map(|fault| fault.weight()).sum();
        let mut left = dice.random_range(0..whole);
        for &fault in faults {
            match left.checked_sub(fault.weight()) {
                Some(rest) => left = rest,
                None => return fault,
            }
        }
        Self::KillProcess
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::KillProcess => "a service process killed",
            Self::PauseProcess => "a service process paused",
            Self::KillRedis => "Redis killed and empty",
            Self::WipeRedis => "Redis wiped",
            Self::PauseRedis => "Redis paused",
            Self::CutRedis => "Redis cut off",
            Self::KillRabbitMq => "RabbitMQ killed",
            Self::CutRabbitMq => "RabbitMQ cut off",
            Self::SilenceRabbitMq => "RabbitMQ out of reach",
            Self::CutSqlServer => "SQL Server cut off",
            Self::SilenceSqlServer => "SQL Server out of reach",
        })
    }
}

/// What faults happen to.
pub(super) struct Scene {
    pub fleet: Fleet,
    pub engines: Engines,
    pub redis: Proxy,
    pub rabbitmq: Proxy,
    /// If the schemas are there.
    pub sqlserver: Option<Proxy>,
}

impl Scene {
    /// Whether the fault can happen here.
    pub fn can_suffer(&self, fault: Fault) -> bool {
        match fault {
            Fault::CutSqlServer | Fault::SilenceSqlServer => self.sqlserver.is_some(),
            _ => true,
        }
    }

    /// Makes the fault happen, and ends it.
    pub async fn suffer(&mut self, fault: Fault, dice: &mut StdRng) -> Result<()> {
        let a_while = Duration::from_millis(dice.random_range(200..2_500));
        let names = self.fleet.names();
        let name = &names[dice.random_range(0..names.len())];
        match fault {
            Fault::KillProcess => {
                self.fleet.kill(name).await?;
                // Now and then a replacement is long in coming.
                if dice.random_bool(0.3) {
                    sleep(a_while).await;
                }
                self.fleet.launch(name)?;
            }
            Fault::PauseProcess => {
                self.fleet.pause(name)?;
                sleep(a_while).await;
                self.fleet.resume(name)?;
            }
            Fault::KillRedis => {
                self.engines.redis.kill()?;
                sleep(a_while).await;
                self.engines.redis.restart()?;
            }
            Fault::WipeRedis => {
                let mut stream = TcpStream::connect(self.engines.redis.address()).await?;
                stream.write_all(b"FLUSHALL\r\n").await?;
                let mut answer = [0; 5];
                stream.read_exact(&mut answer).await?;
                anyhow::ensure!(&answer == b"+OK\r\n", "Redis does not forget");
            }
            Fault::PauseRedis => {
                self.engines.redis.signal("-STOP")?;
                sleep(a_while).await;
                self.engines.redis.signal("-CONT")?;
            }
            Fault::KillRabbitMq => {
                self.engines.rabbitmq.kill()?;
                sleep(a_while).await;
                block_in_place(|| self.engines.rabbitmq.restart())?;
            }
            Fault::CutRedis => interrupt(&self.redis, Line::Cut, a_while).await,
            Fault::CutRabbitMq => interrupt(&self.rabbitmq, Line::Cut, a_while).await,
            Fault::SilenceRabbitMq => interrupt(&self.rabbitmq, Line::Silent, a_while).await,
            Fault::CutSqlServer => interrupt(self.sqlserver()?, Line::Cut, a_while).await,
            Fault::SilenceSqlServer => interrupt(self.sqlserver()?, Line::Silent, a_while).await,
        }
        Ok(())
    }

    fn sqlserver(&self) -> Result<&Proxy> {
        self.sqlserver.as_ref().context("the schemas are in files")
    }
}

async fn interrupt(proxy: &Proxy, line: Line, a_while: Duration) {
    proxy.set(line);
    sleep(a_while).await;
    proxy.set(Line::Open);
}
