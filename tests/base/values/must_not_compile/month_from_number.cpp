// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// 202208 is not a month's index.
// expected: conversion from 'int' to non-scalar type 'mingzhang::Month' requested
#include "base/values/month.hpp"

mingzhang::Month month = 202208;
