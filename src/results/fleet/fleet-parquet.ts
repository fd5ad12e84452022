/**
 * A fleet as Apache Parquet: the rows of fleet-rows.ts in typed columns, Snappy within, for DuckDB and its like. Brings hyparquet-writer along, so that it is
 * imported when it is asked for. Words stand as they are: no spreadsheet reads Parquet as formulas.
 */
import { ByteWriter, ParquetWriter, type ColumnSource, type SchemaElement } from 'hyparquet-writer';
import { Pace } from '../pace.ts';
import type { Summary } from '../summary.ts';
import { FLEET_COLUMNS, fleetRows, type FleetColumn, type FleetRow } from './fleet-rows.ts';

/** Rows that are encoded at a stretch, which takes a few hundredths of a second. */
const GROUP_ROWS = 2_048;

/** parquet-format, LogicalTypes.md. */
const TYPES: Readonly<Record<FleetColumn['type'], Pick<SchemaElement, 'type' | 'converted_type'>>> = {
  words: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  id: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  moment: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  whole: { type: 'INT32' },
  number: { type: 'DOUBLE' },
};

const SCHEMA: readonly SchemaElement[] = [
  { name: 'fleet', num_children: FLEET_COLUMNS.length },
  ...FLEET_COLUMNS.map(({ name, type, nullable }): SchemaElement => ({
    name,
    ...TYPES[type],
    repetition_type: nullable ? 'OPTIONAL' : 'REQUIRED',
  })),
];

function columnsOf(rows: readonly FleetRow[]): ColumnSource[] {
  return FLEET_COLUMNS.map(({ name, type }) => ({
    name,
    data: rows.map((row) => (type === 'moment' ? new Date(row.started_at) : row[name])),
  }));
}

/** @throws the signal's reason, where it is aborted. */
export async function fleetParquet(summaries: readonly Summary[], signal?: AbortSignal): Promise<Blob> {
  const pace = new Pace(signal);
  const bytes = new ByteWriter();
  const file = new ParquetWriter({ writer: bytes, schema: [...SCHEMA], createdBy: 'Overlap' });
  let rows: FleetRow[] = [];
  const write = async (): Promise<void> => {
    await file.write({ columnData: columnsOf(rows), rowGroupSize: GROUP_ROWS });
    rows = [];
    await pace.giveWay();
  };
  for (const row of fleetRows(summaries)) {
    rows.push(row);
    if (rows.length === GROUP_ROWS) await write();
  }
  if (rows.length > 0) await write();
  await file.finish();
  return new Blob([bytes.getBuffer()], { type: 'application/vnd.apache.parquet' });
}
