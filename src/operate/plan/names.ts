import { near } from '../../errors/near.ts';
import { UserError } from '../../errors/user-error.ts';
import * as text from '../../messages/do-plan.ts';
import { type Text, verbatim } from '../../messages/text.ts';
import { nameOf, type Scope, type Snapshot } from '../../snapshot/snapshot.ts';

/** A name that several have: whoever is there may choose. */
export class Ambiguous extends UserError {
  readonly given: string;
  readonly choices: readonly Choice[];

  constructor(given: string, choices: readonly Choice[]) {
    super(text.ambiguous(given, choices));
    this.given = given;
    this.choices = choices;
  }
}

/** One of several that a name may mean. */
export interface Choice {
  id: string;
  /** What tells it from the others. */
  says: Text;
}

/** A resource as far as its name goes; some carry no tags. */
export interface Tagged {
  Tags?: { Key?: string; Value?: string }[];
}

/** A resource that a name meant. */
export interface Found<T> {
  scope: Scope;
  id: string;
  name: string | undefined;
  item: T;
}

/** A kind of resource and what it may be called by. */
export interface Kind<T extends Tagged> {
  listOf(scope: Scope): readonly T[] | undefined;
  idOf(item: T): string | undefined;
  /** Names besides the tag. */
  otherNames?(item: T): (string | undefined)[];
  /** What tells two of one name apart. */
  tell?(item: T): string | undefined;
}

/**
 * The one resource that an id or a name means, in any account and region that was read, or in one scope.
 *
 * @throws UserError when there is none (with the names that are near), {@link Ambiguous} when there are several
 */
export function one<T extends Tagged>(where: Snapshot | Scope, given: string, kind: Kind<T>): Found<T> {
  const found = several(where, given, kind);
  if (found.length > 1) throw new Ambiguous(given, choicesOf(found, kind));
  if (found[0] !== undefined) return found[0];
  // What was not read may well be there.
  const scopes = scopesOf(where).filter((s) => s.region !== 'global');
  if (scopes.every((s) => kind.listOf(s) === undefined)) throw new UserError(text.listUnread(given));
  throw new UserError(text.unknown(given, near(given, namesOf(where, kind))));
}

/** All that an id or a name means; `VPC/NAME` only those in that VPC. */
export function several<T extends Tagged>(where: Snapshot | Scope, given: string, kind: Kind<T>): Found<T>[] {
  const all = resources(where, kind);
  const byId = all.filter((f) => f.id === given);
  if (byId.length > 0) return byId;
  const called = (wanted: string): Found<T>[] =>
    all.filter((f) =>
      [f.id, f.name, ...(kind.otherNames?.(f.item) ?? [])].some((n) => n?.toLowerCase() === wanted.toLowerCase()),
    );
  const found = called(given);
  if (found.length > 0 || !given.includes('/')) return found;
  const at = given.indexOf('/');
  const [before, after] = [given.slice(0, at), given.slice(at + 1)];
  const inVpc = (name: string, vpc: string): Found<T>[] =>
    called(name).filter(({ scope, item }) => {
      const { VpcId } = item as { VpcId?: string };
      return VpcId !== undefined && [VpcId, vpcName(scope, VpcId)].some((n) => n?.toLowerCase() === vpc.toLowerCase());
    });
  const qualified = inVpc(after, before);
  // A sentence may name the VPC last.
  return qualified.length > 0 ? qualified : inVpc(before, after);
}

const vpcName = (scope: Scope, id: string): string | undefined => {
  const vpc = scope.ec2?.Vpcs?.find((v) => v.VpcId === id);
  return vpc === undefined ? undefined : nameOf(vpc);
};

/** The choices among resources, in order of their ids. */
export const choicesOf = <T extends Tagged>(found: readonly Found<T>[], { tell }: Kind<T>): Choice[] =>
  found
    .map(({ scope, id, item }) => ({
      id,
      says: verbatim(
        [tell?.(item)?.replace(/\bvpc-[0-9a-f]+\b/, (vpc) => vpcName(scope, vpc) ?? vpc), scope.account, scope.region]
          .filter((part) => part !== undefined)
          .join(' '),
      ),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

/** What resources of a kind are called, for telling which one was mistyped. */
export const namesOf = <T extends Tagged>(where: Snapshot | Scope, kind: Kind<T>): string[] => [
  ...new Set(
    resources(where, kind).flatMap((f) =>
      [f.name, ...(kind.otherNames?.(f.item) ?? [])].filter((name) => name !== undefined),
    ),
  ),
];

const scopesOf = (where: Snapshot | Scope): Scope[] => ('scopes' in where ? where.scopes : [where]);

function resources<T extends Tagged>(where: Snapshot | Scope, { listOf, idOf }: Kind<T>): Found<T>[] {
  return scopesOf(where).flatMap((scope) =>
    (listOf(scope) ?? []).map((item) => ({ scope, item, id: idOf(item) ?? '', name: nameOf(item) })),
  );
}
