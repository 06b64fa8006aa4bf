import { josa } from './josa.ts';
import type { Text } from './text.ts';

/** The sentences of `netops lab faults`, `break`, `heal` and `quiz`. */

export const command = {
  faults: {
    ko: '랩에 낼 수 있는 장애와 지금 나 있는 장애를 보여 줍니다',
    en: 'list the faults that the lab can have, and has',
  },
  break: { ko: '장애를 하나 냅니다 (10분 전에 일어난 것으로)', en: 'make a fault, as if ten minutes ago' },
  heal: { ko: '낸 장애를 되돌립니다 (all: 전부)', en: 'mend a fault that was made (all: every one)' },
  quiz: {
    ko: '장애를 하나 몰래 내고 원인을 맞히게 합니다',
    en: 'make a fault in secret and let you find its cause',
  },
  id: { ko: '장애 이름 (netops lab faults)', en: 'the fault (netops lab faults)' },
  seed: { ko: '같은 수는 같은 문제를 냅니다', en: 'the same number asks the same question' },
} satisfies Record<string, Text>;

export const badSeed = (value: string): Text => ({
  ko: `${josa(`--seed ${value}`, '은/는')} 0 이상의 정수가 아닙니다.`,
  en: `--seed ${value} is no whole number.`,
});

export const label = {
  id: { ko: '이름', en: 'Id' },
  area: { ko: '영역', en: 'Area' },
  what: { ko: '내용', en: 'What' },
  state: { ko: '상태', en: 'State' },
  broken: { ko: '장애 중', en: 'broken' },
} satisfies Record<string, Text>;

export const areaName: Record<string, Text> = {
  nat: { ko: 'NAT', en: 'NAT' },
  balancer: { ko: '로드 밸런서', en: 'balancer' },
  route: { ko: '라우팅', en: 'route' },
  group: { ko: '보안 그룹', en: 'security group' },
  nacl: { ko: 'NACL', en: 'NACL' },
  instance: { ko: '인스턴스', en: 'instance' },
  endpoint: { ko: '엔드포인트', en: 'endpoint' },
  link: { ko: '회선', en: 'link' },
};

export const listIntro = (count: number, broken: number): Text => ({
  ko: `장애 ${count}가지${broken === 0 ? '' : `, 지금 ${broken}건이 나 있습니다`}. netops lab break 이름으로 냅니다.`,
  en: `${count} faults${broken === 0 ? '' : `, ${broken} made now`}. netops lab break ID makes one.`,
});
export const made = (id: string, what: Text): Text => ({
  ko: `장애를 냈습니다: ${what.ko} (${id})`,
  en: `made: ${what.en} (${id})`,
});
export const lookAt: Text = {
  ko: '살펴보기: netops lb --source lab, netops nat --source lab, netops analyze --source lab',
  en: 'Look: netops lb --source lab, netops nat --source lab, netops analyze --source lab',
};
export const healWith = (id: string): Text => ({
  ko: `되돌리기: netops lab heal ${id}`,
  en: `Mend: netops lab heal ${id}`,
});
export const healed = (ids: readonly string[]): Text => ({
  ko: `되돌렸습니다: ${ids.join(', ')}. 상태 검사에 반영되기까지 잠시 걸립니다.`,
  en: `mended: ${ids.join(', ')}. Health checks take a while to see it.`,
});
export const nothingBroken: Text = { ko: '나 있는 장애가 없습니다.', en: 'No fault is made.' };

export const unknownFault = (id: string, near: readonly string[]): Text => ({
  ko: `${josa(id, '이라/라')}는 장애가 없습니다.${near.length === 0 ? '' : ` 혹시: ${near.join(', ')}`} netops lab faults로 목록을 봅니다.`,
  en: `there is no fault ${id}.${near.length === 0 ? '' : ` Did you mean ${near.join(', ')}?`} netops lab faults lists them.`,
});
export const alreadyBroken = (id: string): Text => ({
  ko: `${josa(id, '은/는')} 이미 나 있습니다. netops lab heal ${id}`,
  en: `${id} is made already. netops lab heal ${id}`,
});
export const notBroken = (id: string): Text => ({
  ko: `${josa(id, '은/는')} 나 있지 않습니다.`,
  en: `${id} has not been made.`,
});
export const notHere = (id: string, message: string): Text => ({
  ko: `이 랩에서는 ${josa(id, '을/를')} 낼 수 없습니다 (${message}). netops lab reset으로 처음 상태로 되돌리면 됩니다.`,
  en: `${id} cannot be made in this lab (${message}). netops lab reset brings back the one it is for.`,
});

export const quiz = {
  title: { ko: '장애 찾기', en: 'Find the fault' },
  ready: {
    ko: '10분 전에 누군가 무언가를 바꿨거나 무언가가 고장 났습니다. 다른 터미널에서 netops lb --source lab, netops nat --source lab, netops analyze --source lab, AWS CLI로 조사하세요.',
    en: 'Ten minutes ago somebody changed something, or something broke. Look around from another terminal: netops lb --source lab, netops nat --source lab, netops analyze --source lab, the AWS CLI.',
  },
  ask: {
    ko: '원인은? (원인 코드, 바꿀 자원의 ID, 장애 이름 중 하나. 힌트: h, 포기: q)',
    en: 'The cause? (its code, the id of what is to be changed, or the fault’s id; h: hint, q: give up)',
  },
  prompt: { ko: '> ', en: '> ' },
  wrong: { ko: '아닙니다.', en: 'No.' },
  noMoreHints: { ko: '힌트는 여기까지입니다.', en: 'No more hints.' },
} satisfies Record<string, Text>;
export const symptom = (text: Text): Text => ({ ko: `증상: ${text.ko}`, en: `Symptom: ${text.en}` });
export const hint = (number: number, text: Text): Text => ({
  ko: `힌트 ${number}: ${text.ko}`,
  en: `Hint ${number}: ${text.en}`,
});
export const right = (guesses: number, hints: number): Text => ({
  ko: `맞습니다. ${guesses}번 만에, 힌트 ${hints}개로 찾았습니다.`,
  en: `Right, with ${guesses} ${guesses === 1 ? 'guess' : 'guesses'} and ${hints} ${hints === 1 ? 'hint' : 'hints'}.`,
});
export const answer = (what: Text, code: string, resource: string): Text => ({
  ko: `답: ${what.ko}. 원인 코드 ${code}, 바꿀 자원 ${resource}`,
  en: `The answer: ${what.en}. Cause ${code}, to be changed: ${resource}`,
});
