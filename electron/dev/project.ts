import { join } from 'node:path'

/** The folder of package.json. */
export const PROJECT = join(import.meta.dirname, '../..')

/** Fetched things that are not part of the project and can be fetched again. */
export const CACHE = join(PROJECT, '.cache')
