import { worldOpen } from './world-open.ts';

/** MongoDB open to any address. */
export const mongodbOpen = worldOpen('SG_OPEN_MONGODB_WORLD', {
  why: {
    ko: '인증 없이 열린 MongoDB를 지우고 몸값을 요구하는 공격이 자동화되어 있습니다.',
    en: 'Robots find open MongoDB, wipe it and ask for ransom.',
  },
  frameworks: { fsbp: ['EC2.18'], ismsp: ['2.6.1', '2.6.4'] },
});
