import type { Progress } from '../aws/collect.ts';
import type { Setting } from '../capabilities/answer.ts';
import { openSnapshot, parseSource, type SourceOptions } from '../capabilities/source.ts';
import { UserError } from '../errors/user-error.ts';
import * as text from '../messages/chat.ts';
import { unknownAgent } from '../messages/chat-agents.ts';
import { knowledgeBase } from '../messages/chat-context.ts';
import type { Lang, Text } from '../messages/text.ts';
import { renderMarkdown } from '../report/markdown.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { tools as everyTool } from '../tools/index.ts';
import type { Tool } from '../tools/tool.ts';
import { type Agent, builtIn } from './agent.ts';
import { type Agents, findAgents, type Places, promptOf } from './agents.ts';
import type { Answering, MakeAnswering } from './answering.ts';
import { type ContextEntry, filesIn, readContext, tokensIn } from './context.ts';
import type { Asking, ChatEvent, ContextFile, Conversation, Told, Turn } from './conversation.ts';
import { type Hooks, hooked, hookedForeign, hooksOf } from './hooks.ts';
import { type AgentServers, agentServers } from './mcp-servers.ts';
import { readMentions } from './mentions.ts';
import type { Plan } from './planner/plan.ts';
import { keepSession, lastSession, type Session } from './session.ts';
import { tokenCounter } from './tokens.ts';
import { hasTool, isAllowed, names } from './tool-patterns.ts';
import { withSettings } from './tool-settings.ts';

export interface ChatOptions {
  lang: Lang;
  /** IANA zone of the reader. */
  zone: string;
  places: Places;
  source: SourceOptions;
  /** The agent to begin with. */
  agent?: string;
  /** Goes on with the last conversation held in this directory. */
  resume: boolean;
  model?: string;
  maxSteps: number;
  /** Where files go when a prompt does not say. */
  out?: string;
  trustTools: boolean;
  makeAnswering: MakeAnswering;
  /** How far a collection is; a face may show it. */
  onProgress?(progress: Progress): void;
  onSnapshot?(snapshot: Snapshot): void;
}

/** Tokens in use, by what they are of. */
export interface Usage {
  window: number;
  instructions: number;
  context: number;
  /** What the person has asked, and what was answered. */
  prompts: number;
  answers: number;
  total: number;
}

/** What a person has said of tools in this session. */
export interface Trust {
  all: boolean;
  /** Names and patterns that run without asking. */
  tools: Set<string>;
  /** Those that ask, whatever the agent allows. */
  asking: Set<string>;
}

/** A conversation with an agent, for whatever face. */
export interface Chat {
  readonly lang: Lang;
  readonly places: Places;
  readonly zone: string;
  agent: Agent;
  session: Session;
  /** What the agent's resources brought, and what `/context add` did. */
  agentContext: ContextEntry[];
  sessionContext: ContextEntry[];
  trust: Trust;
  answering: Answering;
  /** netops' tools that the agent has, by the names that it calls them. */
  tools(): Tool[];
  isTrusted(tool: string): boolean;
  /** Other MCP servers of the agent. */
  servers: AgentServers;
  agents(): Promise<Agents>;
  /** @throws UserError when there is no such agent. @returns what went wrong on the way */
  swap(name: string): Promise<Text[]>;
  /** Goes on without a model, or with another. @throws UserError for one that cannot be used */
  useModel(model: string | undefined): Promise<void>;
  addContext(patterns: readonly string[]): Promise<ContextEntry[]>;
  /** @returns how many were there */
  removeContext(patterns: readonly string[]): Promise<number>;
  usage(): Promise<Usage>;
  /** Tokens that the language model has counted in this session. */
  spent: { input: number; output: number };
  /** Answers a prompt and remembers the turn. */
  ask(prompt: string, asking: Asking): AsyncIterable<ChatEvent>;
  /**
   * Makes room: a model sums earlier turns up; without one, or when it fails, their texts are shortened; the last ones, too,
   * when they alone fill the window. What they found stays.
   *
   * @returns tokens before and after, and what a person should know of it
   */
  compact(): Promise<{ before: number; after: number; notes: Text[] }>;
  /** Begins anew; the session so far stays on disk. */
  begin(session?: Session): Promise<Text[]>;
  /** Ends what was started for it. */
  close(): Promise<void>;
}

/** Share of the window in use at which earlier answers are shortened without being asked. */
const compactAt = 0.9;
/** How long a prompt waits for MCP servers that are still starting. */
const serversWaitMs = 10_000;
/** Turns that `compact` leaves as they are. */
const keptTurns = 2;
/** Characters of an answer that `compact` leaves, and of a prompt: a pasted file is one. */
const kept = { answer: 240, prompt: 2_000 };

/**
 * Opens a conversation: the agent, its context, its hooks, and the session to go on with.
 *
 * @returns the chat, and what a person should know before the first prompt
 * @throws UserError for an agent or a model that cannot be used
 */
export async function openChat(options: ChatOptions): Promise<{ chat: Chat; notes: Text[]; resumed: boolean }> {
  const { lang, zone, places } = options;
  const notes: Text[] = [];
  const counts = new WeakMap<Turn, { prompt: number; answer: number }>();
  let named: string | undefined = options.model;
  let hooks: Hooks = hooksOf(builtIn, places.directory);
  let instructions = '';
  /** What the agent's first hooks have said. */
  let spawned: ContextFile[] = [];
  let hookNotes: Text[] = [];
  let read: { name: string; snapshot: Promise<Snapshot> } | undefined;

  const newSession = (agent: Agent): Session => ({
    directory: places.directory,
    startedAt: new Date().toISOString(),
    agent: agent.name,
    context: [],
    turns: [],
  });
  const count = tokenCounter;
  const tokensOf = async (content: string): Promise<number> => (content === '' ? 0 : (await count())(content));
  const limits = () => ({ window: chat.answering.window, count });
  const asContext = async (path: string, content: string): Promise<ContextFile> => ({
    path,
    content,
    tokens: await tokensOf(content),
  });

  const openFor =
    (signal: AbortSignal): Setting['open'] =>
    async (needs, waiting = {}) => {
      const { source } = options;
      // What was saved does not change: it is read once.
      if (parseSource(source.source).kind === 'snapshot') {
        if (read?.name !== source.source)
          read = { name: source.source, snapshot: openSnapshot(source, needs, waiting, { signal }) };
        const snapshot = await read.snapshot.catch((error: unknown) => {
          read = undefined;
          throw error;
        });
        options.onSnapshot?.(snapshot);
        return snapshot;
      }
      const { onProgress } = options;
      const snapshot = await openSnapshot(source, needs, waiting, {
        signal,
        ...(onProgress === undefined ? {} : { onProgress }),
      });
      options.onSnapshot?.(snapshot);
      return snapshot;
    };

  const newConversation = (): Conversation => ({
    lang,
    zone,
    turns: [],
    instructions: '',
    context: [],
    setting: (ask) => ({ lang, zone, now: new Date(), open: openFor(ask.signal), source: options.source, ...ask }),
  });
  let conversation = newConversation();

  const makeAnswering = async (): Promise<Answering> =>
    await options.makeAnswering({
      ...(named === undefined ? {} : { model: named }),
      ...(chat.agent.file.model ? { agentModel: chat.agent.file.model } : {}),
      maxSteps: options.maxSteps,
      ...(options.out === undefined ? {} : { folder: options.out }),
      tools: chat.tools(),
      foreignTools: () =>
        chat.servers.tools().map((tool) => hookedForeign(tool, hooks, (says) => hookNotes.push(says))),
      aliases: chat.agent.file.toolAliases ?? {},
      isTrusted: (tool) => chat.isTrusted(tool),
      lang,
      zone,
    });

  /** Takes an agent as the one that answers from now on. */
  const take = async (agent: Agent): Promise<Text[]> => {
    const problems: Text[] = [];
    chat.agent = agent;
    chat.session.agent = agent.name;
    chat.trust = { all: options.trustTools, tools: new Set(), asking: new Set() };
    hooks = hooksOf(agent, places.directory);
    await chat.servers.close();
    chat.servers = agentServers(agent, places);
    chat.answering = await makeAnswering();
    problems.push(...chat.answering.notes);
    const prompt = await promptOf(agent, places.home);
    instructions = prompt.prompt;
    if (prompt.problem !== undefined) problems.push(prompt.problem);
    const resources = agent.file.resources ?? [];
    if (resources.some((r) => typeof r !== 'string')) problems.push(knowledgeBase);
    chat.agentContext = await readContext(
      resources.filter((r) => typeof r === 'string'),
      places,
      limits(),
    );
    problems.push(...chat.agentContext.flatMap((entry) => entry.problems));
    problems.push(...(await readSession()));
    const spawn = await hooks.run('agentSpawn', {});
    problems.push(...spawn.warnings);
    spawned = await Promise.all(spawn.said.map((said) => asContext('hook:agentSpawn', said)));
    return problems;
  };

  const readSession = async (): Promise<Text[]> => {
    chat.sessionContext = await readContext(chat.session.context, places, limits(), chat.agentContext);
    return chat.sessionContext.flatMap((entry) => entry.problems);
  };

  const chat: Chat = {
    lang,
    zone,
    places,
    agent: builtIn,
    session: newSession(builtIn),
    agentContext: [],
    sessionContext: [],
    trust: { all: false, tools: new Set(), asking: new Set() },
    spent: { input: 0, output: 0 },
    servers: agentServers(builtIn, places),
    answering: undefined as unknown as Answering,
    tools: () =>
      everyTool
        .filter(({ name }) => hasTool(chat.agent.file.tools, name))
        .map((tool) => hooked(withSettings(tool, chat.agent), hooks, (says) => hookNotes.push(says))),
    isTrusted(tool) {
      const { all, tools, asking } = chat.trust;
      const isIn = (said: ReadonlySet<string>): boolean => [...said].some((pattern) => names(pattern, tool));
      // The last word on a tool is the narrower one's.
      if (tools.has(tool)) return true;
      if (isIn(asking)) return false;
      return (
        all ||
        isIn(tools) ||
        everyTool.some(({ name, changes }) => calledBy(chat.agent, name) === tool && !changes) ||
        chat.servers.tools().some((foreign) => foreign.name === tool && foreign.autoApproved) ||
        isAllowed(chat.agent.file.allowedTools, tool)
      );
    },
    agents: async () => await findAgents(places),
    async swap(name) {
      const found = await findAgents(places);
      const agent = found.agents.find((a) => a.name === name);
      if (agent === undefined) throw noSuchAgent(name, found);
      return await take(agent);
    },
    async useModel(model) {
      const before = named;
      named = model;
      try {
        chat.answering = await makeAnswering();
      } catch (error) {
        named = before;
        throw error;
      }
    },
    async addContext(patterns) {
      const entries = await readContext(patterns, places, limits(), [...chat.agentContext, ...chat.sessionContext]);
      const good = entries.filter((entry) => entry.problems.length === 0 || entry.files.length > 0);
      chat.sessionContext.push(...good);
      chat.session.context.push(...good.map((entry) => entry.pattern));
      return entries;
    },
    async removeContext(patterns) {
      const before = chat.session.context.length;
      chat.session.context = chat.session.context.filter((pattern) => !patterns.includes(pattern));
      await readSession();
      return before - chat.session.context.length;
    },
    async usage() {
      let [prompts, answers] = [0, 0];
      for (const turn of chat.session.turns) {
        let known = counts.get(turn);
        if (known === undefined) {
          known = { prompt: await tokensOf(turn.prompt), answer: await tokensOf(turn.answer) };
          counts.set(turn, known);
        }
        prompts += known.prompt;
        answers += known.answer;
      }
      const own = (await tokensOf(instructions)) + (await tokensOf(chat.session.summary ?? ''));
      const context =
        tokensIn(chat.agentContext) + tokensIn(chat.sessionContext) + spawned.reduce((n, s) => n + s.tokens, 0);
      return {
        window: chat.answering.window,
        instructions: own,
        context,
        prompts,
        answers,
        total: own + context + prompts + answers,
      };
    },
    async *ask(prompt, asking) {
      const at = new Date().toISOString();
      const submitted = await hooks.run('userPromptSubmit', { prompt }, asking.signal);
      for (const says of submitted.warnings) yield { kind: 'note', says };
      if (chat.answering.model !== undefined) {
        await chat.servers.ready(serversWaitMs);
        for (const says of chat.servers.news()) yield { kind: 'note', says };
      }
      const mentioned = await readMentions(prompt, places, limits());
      for (const says of mentioned.flatMap((entry) => entry.problems)) yield { kind: 'note', says };
      // One object as long as the session lasts: a model keeps by it what tools have said.
      Object.assign(conversation, {
        turns: chat.session.turns,
        summary: chat.session.summary,
        instructions,
        context: [
          ...filesIn(chat.agentContext),
          ...filesIn(chat.sessionContext),
          ...spawned,
          ...(await Promise.all(submitted.said.map((said) => asContext('hook:userPromptSubmit', said)))),
          ...filesIn(mentioned),
        ],
      });
      const answer: string[] = [];
      const told: Told[] = [];
      let plan: Plan | undefined;
      let asked: Turn['asked'];
      hookNotes = [];
      try {
        for await (const event of chat.answering.answerer.answer(prompt, conversation, asking)) {
          if (event.kind === 'text') answer.push(event.text);
          else if (event.kind === 'block') answer.push(`\n\n${renderMarkdown(event.content)}\n`);
          else if (event.kind === 'question') {
            const { says, choices, unclear } = event;
            answer.push(`\n\n${says[lang]} ${choices.join(' / ')}\n`);
            asked = { choices, ...(unclear === undefined ? {} : { unclear }) };
          } else if (event.kind === 'failed') answer.push(`\n\n${event.says[lang]}\n`);
          else if (event.kind === 'told') told.push(event.told);
          else if (event.kind === 'planned') plan = event.plan;
          else if (event.kind === 'usage') {
            chat.spent.input += event.inputTokens ?? 0;
            chat.spent.output += event.outputTokens ?? 0;
          }
          for (const says of hookNotes.splice(0)) yield { kind: 'note', says };
          yield event;
        }
      } catch (error) {
        if (error instanceof UserError) answer.push(`\n\n${error.text[lang]}\n`);
        throw error;
      } finally {
        // What was answered before it was stopped or failed can be spoken of, too.
        const said = answer.join('').trim();
        if (said !== '' || told.length > 0)
          chat.session.turns.push({
            at,
            prompt,
            ...(plan === undefined ? {} : { plan }),
            answer: said,
            told,
            ...(asked === undefined ? {} : { asked }),
          });
      }
      const stopped = await hooks.run('stop', { assistant_response: answer.join('').trim() });
      for (const says of stopped.warnings) yield { kind: 'note', says };
      const { total, window } = await chat.usage();
      if (total > window * compactAt) {
        const { before, after, notes } = await chat.compact();
        if (after < before) notes.push(text.compacted(before, after));
        for (const says of notes) yield { kind: 'note', says };
      }
      try {
        await keepSession(chat.session);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        yield { kind: 'note', says: error.text };
      }
    },
    async compact() {
      const { total: before } = await chat.usage();
      const notes = await makeRoom(chat);
      const { total: after } = await chat.usage();
      return { before, after, notes };
    },
    close: async () => await chat.servers.close(),
    async begin(session) {
      const agent = chat.agent;
      conversation = newConversation();
      chat.session = session ?? newSession(agent);
      chat.session.directory = places.directory;
      if (session === undefined || session.agent === agent.name) return await readSession();
      const { agents } = await findAgents(places);
      const its = agents.find((a) => a.name === session.agent);
      if (its !== undefined) return await take(its);
      return [text.agentGone(session.agent, agent.name), ...(await readSession())];
    },
  };

  const { agents, problems } = await findAgents(places);
  notes.push(...problems);
  let resumed = false;
  if (options.resume) {
    const last = await lastSession(places.directory);
    notes.push(...last.problems);
    if (last.session === undefined) notes.push(text.nothingToResume(places.directory));
    else {
      chat.session = last.session;
      resumed = true;
    }
  }
  const wanted = options.agent ?? (resumed ? chat.session.agent : builtIn.name);
  const agent = agents.find((a) => a.name === wanted);
  if (agent === undefined) {
    if (options.agent !== undefined) throw noSuchAgent(wanted, { agents, problems });
    notes.push(text.agentGone(wanted, builtIn.name));
  }
  notes.push(...(await take(agent ?? builtIn)));
  return { chat, notes, resumed };
}

/** Takes the text out of earlier turns, and leaves what they found. @returns why it was not done by the model */
async function makeRoom(chat: Chat): Promise<Text[]> {
  const { session } = chat;
  const notes: Text[] = [];
  const last = session.turns.slice(-keptTurns);
  const earlier = session.turns.slice(0, -keptTurns);
  session.turns = [...((await summedUp(earlier, chat, notes)) ?? earlier.map(shortened)), ...last];
  // What was pasted into the very last prompt may fill the window by itself.
  const { total, window } = await chat.usage();
  if (total > window * compactAt) session.turns = session.turns.map(shortened);
  return notes;
}

/** Turns whose text the model has put into the session's summary; undefined when there is no model for it, or it fails. */
async function summedUp(turns: readonly Turn[], { session, answering }: Chat, notes: Text[]) {
  const spoken = turns.filter((turn) => turn.answer !== '');
  if (answering.summarize === undefined || spoken.length === 0) return undefined;
  const { summary } = session;
  try {
    session.summary = await answering.summarize({ ...(summary === undefined ? {} : { summary }), turns: spoken });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    notes.push(text.notSummedUp(answering.model ?? '', why.slice(0, 200)));
    return undefined;
  }
  return turns.map((turn): Turn => ({ ...shortened(turn), answer: '' }));
}

function shortened(turn: Turn): Turn {
  const cut = (said: string, most: number): string =>
    said.length <= most ? said : `${said.slice(0, most).trimEnd()} …`;
  return { ...turn, prompt: cut(turn.prompt, kept.prompt), answer: cut(turn.answer, kept.answer) };
}

/** What an agent calls one of our tools. */
const calledBy = (agent: Agent, tool: string): string => agent.file.toolAliases?.[tool] ?? tool;

/** Its file may be the very one that is broken: that is said with it. */
function noSuchAgent(name: string, { agents, problems }: Agents): UserError {
  const unknown = unknownAgent(
    name,
    agents.map((a) => a.name),
  );
  const line = (lang: Lang): string => [unknown, ...problems].map((says) => says[lang]).join('\n');
  return new UserError({ ko: line('ko'), en: line('en') });
}
