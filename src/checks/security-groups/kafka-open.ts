import { worldOpen } from './world-open.ts';

/** Kafka open to any address. */
export const kafkaOpen = worldOpen('SG_OPEN_KAFKA_WORLD', {
  why: { ko: '메시지를 누구나 읽고 쓸 수 있습니다.', en: 'Anybody can read and write the messages.' },
  frameworks: { fsbp: ['EC2.18'], ismsp: ['2.6.1', '2.6.4'] },
});
