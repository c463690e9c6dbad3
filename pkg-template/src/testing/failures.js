// What a test scripts with `failNext`. The rules about it are the store's, in Rust.

import { checkNames, plain } from './input.js';

const KNOWN = [
  'when',
  'times',
  'status',
  'code',
  'message',
  'type',
  'permission',
  'lost',
  'body',
  'delay',
  'never',
  'retryable',
];

export const failureOf = (failure) => {
  checkNames('failNext', failure, KNOWN);
  return plain('failNext', failure);
};
