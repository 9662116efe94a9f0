"""A Galera cluster of our own: MariaDB servers on loopback that are one database."""

import os

from support import mariadb
from support.postgres import free_port

PROVIDERS = ("/usr/lib/galera/libgalera_smm.so", "/usr/lib64/galera-4/libgalera_smm.so")


class Cluster:
    """Its nodes, each a mariadb.Server. Use as a context manager."""

    def __init__(self, nodes=3):
        provider = next((path for path in PROVIDERS if os.path.exists(path)), None)
        if provider is None:
            raise RuntimeError("no Galera library installed (apt-get install galera-4)")
        ports = [free_port() for _ in range(nodes)]
        self.nodes = []
        for number, port in enumerate(ports):
            others = ",".join(f"127.0.0.1:{other}" for other in ports) if number else ""
            self.nodes.append(mariadb.Server({
                "wsrep-on": "ON", "wsrep-provider": provider, "wsrep-cluster-address": f"gcomm://{others}",
                "wsrep-node-address": f"127.0.0.1:{port}", "wsrep-node-name": f"node{number}", "wsrep-sst-method": "rsync",
                "wsrep-sst-receive-address": f"127.0.0.1:{free_port()}", "binlog-format": "ROW",
                "innodb-autoinc-lock-mode": "2", "default-storage-engine": "InnoDB",
                "wsrep-provider-options": f"gmcast.listen_addr=tcp://127.0.0.1:{port};ist.recv_addr=127.0.0.1:{free_port()};"
                                          "gcache.size=16M;pc.recovery=FALSE"}))

    def __enter__(self):
        for node in self.nodes:
            node.start()
        return self

    def __exit__(self, *_):
        for node in self.nodes:
            node.stop()
