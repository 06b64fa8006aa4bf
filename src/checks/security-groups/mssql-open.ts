import { worldOpen } from './world-open.ts';

/** SQL Server open to any address. */
export const mssqlOpen = worldOpen('SG_OPEN_MSSQL_WORLD', {
  why: { ko: '무차별 대입과 xp_cmdshell 공격의 대상입니다.', en: 'It is guessed at and attacked through xp_cmdshell.' },
  frameworks: { fsbp: ['EC2.19'], ismsp: ['2.6.1', '2.6.4'] },
});
