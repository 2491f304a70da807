//! The Redis engine on clusters.

use foodwala_readmodel::{Event, Partition, Put, PutOutcome, RedisMode};
use futures_util::StreamExt;
use tokio::time::timeout;

use crate::stage::{PATIENCE, Server, Stage, config, model, until};

foodwala_readmodel::conformance_tests!(
    match Stage::cluster().await {
        Some(stage) => stage,
        None => return Ok(()),
    }
    .model()
);

const PARTITIONS: u32 = 40;

/// Three nodes with a third of the slots each.
async fn three() -> Option<[Server; 3]> {
    let nodes = [Server::node()?, Server::node()?, Server::node()?];
    for (node, (from, to)) in nodes.iter().zip([("0", "5460"), ("5461", "10922"), ("10923", "16383")]) {
        let () = node.ask(&["CLUSTER", "ADDSLOTSRANGE", from, to]).await.unwrap();
    }
    for (at, node) in nodes.iter().enumerate() {
        let () = node
            .ask(&["CLUSTER", "SET-CONFIG-EPOCH", &(at + 1).to_string()])
            .await
            .unwrap();
    }
    for node in &nodes[1..] {
        let (port, bus) = (
            node.address().port().to_string(),
            node.bus().unwrap().port().to_string(),
        );
        let () = nodes[0]
            .ask(&["CLUSTER", "MEET", "127.0.0.1", &port, &bus])
            .await
            .unwrap();
    }
    for node in &nodes {
        node.until_cluster_is_up().await;
        until("all nodes know each other", async || {
            let info: String = node.ask(&["CLUSTER", "INFO"]).await.unwrap_or_default();
            info.contains("cluster_known_nodes:3") && info.contains("cluster_slots_ok:16384")
        })
        .await;
    }
    Some(nodes)
}

#[tokio::test]
async fn partitions_and_their_channels_spread_over_the_nodes() {
    let Some(nodes) = three().await else { return };
    let config = config(RedisMode::Cluster, &nodes[1].url());
    let (writer, reader) = (model(&config), model(&config));
    for number in 0..PARTITIONS {
        let partition = Partition::of("customer", number);
        let mut heard = reader.subscribe(&partition.channel("news")).await.unwrap();
        let put = Put::new(&partition, "a", 1, number.to_string())
            .index("all", 1)
            .announce("news");
        assert_eq!(writer.put(put).await.unwrap(), PutOutcome::Written);
        let event = timeout(PATIENCE, heard.next()).await.unwrap();
        assert_eq!(event, Some(Event::Message(number.to_string().into())));
        let found = reader.get_many(&partition, &["a", "b", "a"]).await.unwrap();
        assert_eq!(found.iter().flatten().count(), 2);
        assert_eq!(reader.count(&partition, "all").await.unwrap(), 1);
    }
    for node in &nodes {
        assert!(
            node.ask::<i64>(&["DBSIZE"]).await.unwrap() > 0,
            "every node has its part"
        );
    }
    writer.wipe().await.unwrap();
    for node in &nodes {
        assert_eq!(node.ask::<i64>(&["DBSIZE"]).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_node_that_goes_and_comes_back() {
    let Some(mut nodes) = three().await else { return };
    let model = model(&config(RedisMode::Cluster, &nodes[0].url()));
    let partitions: Vec<_> = (0..PARTITIONS)
        .map(|number| Partition::of("customer", number))
        .collect();
    let mut listeners = Vec::new();
    for partition in &partitions {
        listeners.push(model.subscribe(&partition.channel("news")).await.unwrap());
    }
    nodes[2].kill().unwrap();
    nodes[2].restart().unwrap();
    for node in &nodes {
        node.until_cluster_is_up().await;
    }
    for (partition, heard) in partitions.iter().zip(&mut listeners) {
        assert_eq!(timeout(PATIENCE, heard.next()).await.unwrap(), Some(Event::Lagged));
        until("the node's part works again", async || {
            let put = Put::new(partition, "a", 1, "again").announce("news");
            model.put(put).await.is_ok()
        })
        .await;
        loop {
            match timeout(PATIENCE, heard.next()).await.unwrap() {
                Some(Event::Message(body)) => break assert_eq!(body, "again"),
                Some(Event::Lagged) => {}
                None => panic!("the subscription has ended"),
            }
        }
    }
}
