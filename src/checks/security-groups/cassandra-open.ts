import { worldOpen } from './world-open.ts';

/** Cassandra open to any address. */
export const cassandraOpen = worldOpen('SG_OPEN_CASSANDRA_WORLD', {
  why: { ko: '기본 설정에는 인증이 없습니다.', en: 'Its default has no authentication.' },
  frameworks: { fsbp: ['EC2.18'], ismsp: ['2.6.1', '2.6.4'] },
});
