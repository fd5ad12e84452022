/**
 * `npm run interleave`: explores the lock code that ships and the faults put in on purpose, and prints two tables.
 * With the id of a fault: its shortest failing schedule, step by step.
 */
import { shipped } from './build.ts';
import { scenarioFiles, scenariosOf } from './catalogue.ts';
import { caught } from './catch.ts';
import { exploreWhole } from '../../src/interleave/explore.ts';
import { MUTANTS } from './mutants.ts';
import { scheduleText, turnsText } from '../../src/interleave/schedule.ts';

async function scenarioTable(): Promise<void> {
  const module = await shipped();
  console.log(
    '| scenario | preemptions up to | executions | moments | steps | found |\n| --- | --- | --- | --- | --- | --- |',
  );
  for (const file of await scenarioFiles()) {
    for (const scenario of await scenariosOf(file)) {
      const { executions, moments, steps, failure } = exploreWhole({ module, scenario, bound: scenario.bound });
      const found = failure ? scheduleText(scenario, failure) : 'nothing';
      console.log(`| ${scenario.name} | ${scenario.bound} | ${executions} | ${moments} | ${steps} | ${found} |`);
    }
  }
}

async function mutantTable(): Promise<void> {
  console.log('\n| fault | caught by | as | shortest failing schedule |\n| --- | --- | --- | --- |');
  for (const mutant of MUTANTS) {
    const found = await caught(mutant);
    const cells = found
      ? [
          found.scenario.name,
          found.failure.reason.replace(/:.*/, ''),
          `${turnsText(found.failure)} (${found.failure.preemptions} preemptions)`,
        ]
      : ['NOBODY', '', ''];
    console.log(`| ${mutant.id}: ${mutant.fault} | ${cells.join(' | ')} |`);
  }
}

async function showMutant(id: string): Promise<void> {
  const mutant = MUTANTS.find((each) => each.id === id);
  if (!mutant)
    throw new Error(`no fault is called "${id}": choose one of ${MUTANTS.map((each) => each.id).join(', ')}`);
  const found = await caught(mutant);
  console.log(`${mutant.id}: ${mutant.fault}`);
  console.log(found ? `${found.scenario.name}\n${scheduleText(found.scenario, found.failure)}` : 'not caught');
}

const [id] = process.argv.slice(2);
if (id) await showMutant(id);
else {
  await scenarioTable();
  await mutantTable();
}
