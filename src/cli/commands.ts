import * as analyze from './analyze.ts';
import * as chat from './chat.ts';
import * as cost from './cost.ts';
import * as demo from './demo.ts';
import * as change from './do.ts';
import * as doctor from './doctor.ts';
import * as exposure from './exposure.ts';
import * as init from './init.ts';
import * as lab from './lab.ts';
import * as lb from './lb.ts';
import * as mcp from './mcp.ts';
import * as nat from './nat.ts';
import * as path from './path.ts';
import * as security from './security.ts';
import * as snapshot from './snapshot.ts';

/** Every command's file, in the order of `--help`. Each only declares itself when imported; its work is imported when it runs. */
export const commands = [
  demo,
  analyze,
  path,
  exposure,
  lb,
  nat,
  cost,
  security,
  change,
  chat,
  init,
  snapshot,
  doctor,
  lab,
  mcp,
] as const;
