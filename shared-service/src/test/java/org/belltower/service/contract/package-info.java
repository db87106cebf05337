/// The contracts that the services serve, read by tests that call every operation of one.
@NullMarked
package org.belltower.service.contract;

import org.jspecify.annotations.NullMarked;
