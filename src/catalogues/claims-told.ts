/** What a page says of each claim, without what puts it to the test. Run while the site is built (at-build-plugin.ts). */
import { claims, type Claim } from '../experiments/claims/index.ts';

export type ListedClaim = Omit<Claim, 'test' | 'cells'>;

const all = await Promise.all(claims.ids.map((id) => claims.load(id)));

export default all.map(({ test: _, cells: __, ...said }): ListedClaim => said);
