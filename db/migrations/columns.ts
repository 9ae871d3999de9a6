/** Column and trigger texts the migrations share. A released step's text depends on them: they are never edited, only added to. */

export const RECORD = `
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64)`

export const APPENDED = `
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64)`

export const flag = (column: string): string => `${column} INTEGER NOT NULL CHECK (${column} IN (0, 1))`
export const fen = (column: string): string => `${column} INTEGER NOT NULL CHECK (${column} >= 0)`
export const fenOrNull = (column: string): string => `${column} INTEGER CHECK (${column} >= 0)`
const dayGlob = '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
export const day = (column: string): string => `${column} TEXT NOT NULL CHECK (${column} GLOB '${dayGlob}')`
export const dayOrNull = (column: string): string => `${column} TEXT CHECK (${column} GLOB '${dayGlob}')`
export const instant = (column: string): string =>
  `${column} TEXT NOT NULL CHECK (${column} GLOB '${dayGlob}T??:??:??.???Z')`
export const json = (column: string): string => `${column} TEXT NOT NULL CHECK (json_valid(${column}))`

/**
 * Triggers that let rows only be added. The insert trigger stops OR REPLACE and UPSERT even on a connection that never
 * set recursive_triggers; `other` names a UNIQUE beside seq and id, as a comparison with NEW.
 */
export function appendOnly(table: string, other?: string): string {
  const taken = ['seq = NEW.seq', 'id = NEW.id', ...(other === undefined ? [] : [other])]
  return `
CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table}
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（${table}）'); END;
CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table}
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（${table}）'); END;
CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table}
WHEN ${taken.map((one) => `EXISTS (SELECT 1 FROM ${table} WHERE ${one})`).join(' OR ')}
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（${table}）'); END;
`
}
