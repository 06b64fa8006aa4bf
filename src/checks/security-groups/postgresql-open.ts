import { worldOpen } from './world-open.ts';

/** PostgreSQL open to any address. */
export const postgresqlOpen = worldOpen('SG_OPEN_POSTGRESQL_WORLD', {
  why: {
    ko: '데이터베이스에 암호 하나만 남겨 두고 인터넷에 내놓은 셈입니다.',
    en: 'One password is all that stands between the internet and the data.',
  },
  frameworks: { fsbp: ['EC2.19'], ismsp: ['2.6.1', '2.6.4'] },
});
