/** What stopped an export is said in words, both languages, and can be withheld with one press. */
import { render } from "preact";
import { act } from "preact/test-utils";
import { describe, expect, it, vi } from "vitest";
