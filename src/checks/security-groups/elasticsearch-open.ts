import { worldOpen } from './world-open.ts';

/** Elasticsearch/Kibana open to any address. */
export const elasticsearchOpen = worldOpen('SG_OPEN_ELASTICSEARCH_WORLD', {
  why: { ko: '색인된 데이터가 통째로 읽히거나 지워집니다.', en: 'All that is indexed can be read or wiped.' },
  frameworks: { fsbp: ['EC2.19'], ismsp: ['2.6.1', '2.6.3', '2.6.4'] },
});
