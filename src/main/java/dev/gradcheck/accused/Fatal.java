package dev.gradcheck.accused;

/**
 * What nothing holds back: that the virtual machine itself is broken, or that the thread shall end. A recursion without end and memory asked
 * for in vain are the doing of the code that was called, and end with it.
 */
public final class Fatal {
    private Fatal() {}

    /**
     * Goes on with what is fatal, and returns for everything else.
     *
     * @param thrown by code that is not the harness's
     */
    public static void rethrow(Throwable thrown) {
        if (thrown instanceof StackOverflowError || thrown instanceof OutOfMemoryError) {
            return;
        }
        if (thrown instanceof VirtualMachineError || thrown instanceof ThreadDeath) {
            throw (Error) thrown;
        }
    }
}
