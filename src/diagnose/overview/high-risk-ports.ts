/** A service that nobody offers to the whole internet on purpose. */
export interface HighRiskService {
  /** The code of a group that opens it to any address. */
  code: string;
  name: string;
  tcp: readonly number[];
  udp?: readonly number[];
  /** A way in for operators: there are better ones than an open port. */
  admin?: true;
  /** It holds data. */
  data?: true;
}

/**
 * Ports that are attacked first. AWS's own list of high-risk ports is part of it
 * (https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19); the rest are the usual ports of
 * https://www.iana.org/assignments/service-names-port-numbers. Web ports are meant to be open and are not here.
 */
export const highRiskServices: readonly HighRiskService[] = [
  { code: 'SG_OPEN_SSH_WORLD', name: 'SSH', tcp: [22], admin: true },
  { code: 'SG_OPEN_RDP_WORLD', name: 'RDP', tcp: [3389], udp: [3389], admin: true },
  { code: 'SG_OPEN_FTP_WORLD', name: 'FTP', tcp: [20, 21] },
  { code: 'SG_OPEN_TELNET_WORLD', name: 'Telnet', tcp: [23], admin: true },
  { code: 'SG_OPEN_SMB_WORLD', name: 'SMB', tcp: [139, 445] },
  { code: 'SG_OPEN_LDAP_WORLD', name: 'LDAP', tcp: [389, 636], udp: [389] },
  { code: 'SG_OPEN_KERBEROS_WORLD', name: 'Kerberos', tcp: [88], udp: [88] },
  { code: 'SG_OPEN_MYSQL_WORLD', name: 'MySQL', tcp: [3306, 33060], data: true },
  { code: 'SG_OPEN_POSTGRESQL_WORLD', name: 'PostgreSQL', tcp: [5432, 5439], data: true },
  { code: 'SG_OPEN_MSSQL_WORLD', name: 'SQL Server', tcp: [1433], udp: [1434], data: true },
  { code: 'SG_OPEN_ORACLE_WORLD', name: 'Oracle', tcp: [1521, 2483, 2484], data: true },
  { code: 'SG_OPEN_MONGODB_WORLD', name: 'MongoDB', tcp: [27017, 27018], data: true },
  { code: 'SG_OPEN_REDIS_WORLD', name: 'Redis', tcp: [6379], data: true },
  { code: 'SG_OPEN_MEMCACHED_WORLD', name: 'Memcached', tcp: [11211], udp: [11211], data: true },
  { code: 'SG_OPEN_KAFKA_WORLD', name: 'Kafka', tcp: [9092, 9094], data: true },
  { code: 'SG_OPEN_CASSANDRA_WORLD', name: 'Cassandra', tcp: [7000, 7001, 7199, 9042, 9160], data: true },
  { code: 'SG_OPEN_ELASTICSEARCH_WORLD', name: 'Elasticsearch/Kibana', tcp: [5601, 9200, 9300], data: true },
  { code: 'SG_OPEN_DOCKER_WORLD', name: 'Docker', tcp: [2375, 2376], admin: true },
  { code: 'SG_OPEN_KUBERNETES_WORLD', name: 'Kubernetes', tcp: [2379, 2380, 6443, 10250, 10255], admin: true },
];
